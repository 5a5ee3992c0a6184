namespace DeepVision.Sheets
{
    /// <summary>What a press on a sheet asks for.</summary>
    public readonly struct SheetPress
    {
        /// <summary>One of SheetActions; null if nothing was there to press.</summary>
        public readonly string Action;

        /// <summary>Of the row, card or option; 0 where there is only one.</summary>
        public readonly int Index;

        /// <summary>The text or key that belongs to it; null where there is none.</summary>
        public readonly string Text;

        public SheetPress(string action, int index = 0, string text = null)
        {
            Action = action;
            Index = index;
            Text = text;
        }

        /// <summary>Nothing was there.</summary>
        public static SheetPress None => new SheetPress(null);

        public bool IsNone => Action == null;

        public override string ToString()
        {
            return $"{Action ?? "nothing"} {Index} {Text}";
        }
    }
}
