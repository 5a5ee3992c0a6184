using System;
using System.Collections.Generic;

namespace DeepVision.Tiles
{
    /// <summary>The cells of one layer at one level of detail, as they lie on the pages, cut into pieces.</summary>
    internal sealed class Strip
    {
        private readonly TileLayout layout;
        private readonly int bytesPerTexel;
        private readonly int tileWidth;
        private readonly int tileHeight;
        private readonly int cellWidth;
        private readonly int cellHeight;
        private readonly int stride;
        private readonly List<Piece> pieces = new List<Piece>();

        /// <summary>Per row of texels: the piece it is in, and where it begins there.</summary>
        private readonly List<RowPlace> rows = new List<RowPlace>();

        /// <param name="mip">0: signed bytes, 1 to 3: two planes</param>
        public Strip(TileLayout layout, int mip)
        {
            this.layout = layout;
            bytesPerTexel = mip == 0 ? 1 : 2;
            tileWidth = Mips.LevelSize(layout.TileWidth, mip);
            tileHeight = Mips.LevelSize(layout.TileHeight, mip);
            cellWidth = layout.CellWidth >> mip;
            cellHeight = layout.CellHeight >> mip;
            int width = cellWidth * Math.Min(layout.Columns, layout.Channels);
            stride = width * bytesPerTexel;
            int cellRows = (layout.Channels + layout.Columns - 1) / layout.Columns;
            for (int cellRow = 0; cellRow < cellRows;)
            {
                int row = layout.FirstRow + cellRow;
                int onThisPage = Math.Min(layout.Rows - row % layout.Rows, cellRows - cellRow);
                int page = layout.FirstPage + row / layout.Rows;
                Cut(mip, page, row % layout.Rows * cellHeight, width, onThisPage * cellHeight);
                cellRow += onThisPage;
            }
        }

        /// <summary>The rectangles to upload.</summary>
        public IReadOnlyList<Piece> Pieces => pieces;

        /// <summary>
        /// Writes a channel's map, which begins at <paramref name="offset"/>; the cell's spare texels repeat its last
        /// column and row.
        /// </summary>
        public void Write(int channel, byte[] values, int offset)
        {
            int left = channel % layout.Columns * cellWidth * bytesPerTexel;
            int top = channel / layout.Columns * cellHeight;
            for (int y = 0; y < cellHeight; y++)
            {
                RowPlace row = rows[top + y];
                int from = offset + Math.Min(y, tileHeight - 1) * tileWidth;
                if (bytesPerTexel == 1)
                {
                    WriteValues(row.Data, row.Start + left, values, from);
                }
                else
                {
                    WritePlanes(row.Data, row.Start + left, values, from, from + tileWidth * tileHeight);
                }
            }
        }

        private void WriteValues(byte[] target, int at, byte[] values, int from)
        {
            Buffer.BlockCopy(values, from, target, at, tileWidth);
            for (int x = tileWidth; x < cellWidth; x++)
            {
                target[at + x] = values[from + tileWidth - 1];
            }
        }

        private void WritePlanes(byte[] target, int at, byte[] planes, int positive, int negative)
        {
            for (int x = 0; x < cellWidth; x++)
            {
                int source = Math.Min(x, tileWidth - 1);
                target[at + 2 * x] = planes[positive + source];
                target[at + 2 * x + 1] = planes[negative + source];
            }
        }

        private void Cut(int mip, int page, int top, int width, int height)
        {
            int most = Math.Max(1, Math.Min(Piece.LargestHeight, Piece.LargestBytes / stride));
            for (int done = 0; done < height; done += most)
            {
                int count = Math.Min(most, height - done);
                Piece piece = new Piece(mip == 0, Math.Max(mip - 1, 0), page, 0, top + done, width, count);
                pieces.Add(piece);
                for (int row = 0; row < count; row++)
                {
                    rows.Add(new RowPlace(piece.Data, row * stride));
                }
            }
        }
    }
}
