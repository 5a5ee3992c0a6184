namespace DeepVision.Tiles
{
    /// <summary>The place of one layer's tiles. Lengths in texels of level 0.</summary>
    public sealed class TileLayout
    {
        internal TileLayout(Cell cell, int channels, int firstPage, int firstRow, int firstTile)
        {
            Channels = channels;
            TileWidth = cell.TileWidth;
            TileHeight = cell.TileHeight;
            Reduction = cell.Reduction;
            CellWidth = cell.Width;
            CellHeight = cell.Height;
            Columns = cell.Columns;
            Rows = cell.Rows;
            FirstPage = firstPage;
            FirstRow = firstRow;
            FirstTile = firstTile;
        }

        public int Channels { get; }

        /// <summary>Width of the feature map, divided by <see cref="Reduction"/>.</summary>
        public int TileWidth { get; }

        public int TileHeight { get; }

        /// <summary>
        /// 1; more where a map is larger than a page and therefore kept as area means of reduction × reduction values.
        /// </summary>
        public int Reduction { get; }

        public int CellWidth { get; }

        public int CellHeight { get; }

        /// <summary>Cells of this size per page, across.</summary>
        public int Columns { get; }

        /// <summary>Cells of this size per page, down.</summary>
        public int Rows { get; }

        /// <summary>Channel 0 stands on this page, in the leftmost cell of <see cref="FirstRow"/>.</summary>
        public int FirstPage { get; }

        public int FirstRow { get; }

        /// <summary>Number of tiles of the layers before it.</summary>
        public int FirstTile { get; }

        public TilePosition PositionOf(int channel)
        {
            int row = FirstRow + channel / Columns;
            return new TilePosition(FirstPage + row / Rows, channel % Columns * CellWidth, row % Rows * CellHeight);
        }
    }
}
