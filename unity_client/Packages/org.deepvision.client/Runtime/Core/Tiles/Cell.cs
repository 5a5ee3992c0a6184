using System;
using DeepVision.Space;

namespace DeepVision.Tiles
{
    /// <summary>The room that one tile of a layer takes on a page, in texels of level 0.</summary>
    internal readonly struct Cell : IComparable<Cell>
    {
        /// <summary>
        /// Cells are multiples of this: a texel of the coarsest level (8 × 8) never belongs to two tiles.
        /// </summary>
        private const int Step = 8;

        public readonly int Reduction;
        public readonly int TileWidth;
        public readonly int TileHeight;
        public readonly int Width;
        public readonly int Height;

        public Cell(Shape shape)
        {
            Reduction = Divided(Math.Max(shape.Height, shape.Width), Packing.PageSize);
            TileWidth = Divided(shape.Width, Reduction);
            TileHeight = Divided(shape.Height, Reduction);
            Width = Divided(TileWidth, Step) * Step;
            Height = Divided(TileHeight, Step) * Step;
        }

        /// <summary>Cells per page, across.</summary>
        public int Columns => Packing.PageSize / Width;

        /// <summary>Cells per page, down.</summary>
        public int Rows => Packing.PageSize / Height;

        public int CompareTo(Cell other)
        {
            return Height != other.Height ? Height.CompareTo(other.Height) : Width.CompareTo(other.Width);
        }

        /// <summary>The quotient, rounded up.</summary>
        private static int Divided(int number, int by)
        {
            return (number + by - 1) / by;
        }
    }
}
