namespace DeepVision.Hall
{
    /// <summary>What is left of a line of text that must fit, and how much narrower it is drawn.</summary>
    public readonly struct Fitted
    {
        public readonly string Text;

        /// <summary>0.75…1 of the full width.</summary>
        public readonly double Squeeze;

        public Fitted(string text, double squeeze)
        {
            Text = text;
            Squeeze = squeeze;
        }
    }
}
