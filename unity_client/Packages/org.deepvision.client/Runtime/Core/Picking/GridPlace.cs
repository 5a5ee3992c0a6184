namespace DeepVision.Picking
{
    /// <summary>A place on one axis of a grid.</summary>
    public readonly struct GridPlace
    {
        /// <summary>Number of the cell.</summary>
        public readonly int Index;

        /// <summary>Where in the cell, in [0, 1): from its left or its top.</summary>
        public readonly double Within;

        public GridPlace(int index, double within)
        {
            Index = index;
            Within = within;
        }
    }
}
