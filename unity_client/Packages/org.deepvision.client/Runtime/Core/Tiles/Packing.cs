using System.Collections.Generic;
using System.Linq;
using DeepVision.Space;

namespace DeepVision.Tiles
{
    /// <summary>
    /// Where every feature map lies on the texture pages. A pure function of the shapes; examples in
    /// tests/golden/pages.json.
    /// </summary>
    public sealed class Packing
    {
        /// <summary>Side of a page in texels.</summary>
        public const int PageSize = 1024;

        /// <summary>Packs layers of these shapes.</summary>
        public Packing(IReadOnlyList<Shape> shapes)
        {
            Cell[] cells = shapes.Select(shape => new Cell(shape)).ToArray();
            int[] firstTiles = new int[shapes.Count];
            for (int layer = 0; layer < shapes.Count; layer++)
            {
                firstTiles[layer] = Tiles;
                Tiles += shapes[layer].Channels;
            }
            TileLayout[] layouts = new TileLayout[shapes.Count];
            Layers = layouts;
            int row = 0; // rows of cells taken by layers of the present cell size
            Cell? previous = null;
            // OrderBy leaves equals in their order.
            foreach (int layer in Enumerable.Range(0, cells.Length).OrderBy(index => cells[index]))
            {
                Cell cell = cells[layer];
                if (previous.HasValue && cell.CompareTo(previous.Value) != 0)
                {
                    Pages += PagesOf(row, previous.Value);
                    row = 0;
                }
                int channels = shapes[layer].Channels;
                layouts[layer] =
                    new TileLayout(cell, channels, Pages + row / cell.Rows, row % cell.Rows, firstTiles[layer]);
                row += (channels + cell.Columns - 1) / cell.Columns;
                previous = cell;
            }
            Pages += previous.HasValue ? PagesOf(row, previous.Value) : 0;
        }

        /// <summary>In the order of the shapes.</summary>
        public IReadOnlyList<TileLayout> Layers { get; }

        public int Pages { get; }

        public int Tiles { get; }

        private static int PagesOf(int cellRows, Cell cell)
        {
            return (cellRows + cell.Rows - 1) / cell.Rows;
        }
    }
}
