namespace DeepVision.Picking
{
    /// <summary>The cell of a panel at a point, and where in it.</summary>
    public readonly struct CellHit
    {
        public readonly int Column;
        public readonly int Row;

        /// <summary>In [0, 1), from the cell's left.</summary>
        public readonly double Across;

        /// <summary>In [0, 1), from the cell's top.</summary>
        public readonly double Down;

        public CellHit(GridPlace across, GridPlace down)
        {
            Column = across.Index;
            Row = down.Index;
            Across = across.Within;
            Down = down.Within;
        }
    }
}
