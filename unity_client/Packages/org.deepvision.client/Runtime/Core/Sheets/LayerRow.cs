namespace DeepVision.Sheets
{
    /// <summary>A layer in a list.</summary>
    public sealed class LayerRow
    {
        public LayerRow(string name, string facts, string section)
        {
            Name = name;
            Facts = facts;
            Section = section;
        }

        public string Name { get; }

        /// <summary>Its shape, or that it is hidden.</summary>
        public string Facts { get; }

        /// <summary>Where it belongs: a section, or with several networks the network; null: nowhere.</summary>
        public string Section { get; }
    }
}
