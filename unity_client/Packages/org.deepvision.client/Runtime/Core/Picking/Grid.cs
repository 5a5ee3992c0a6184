using System;

namespace DeepVision.Picking
{
    /// <summary>
    /// The grid of tiles on a panel, along one axis; the same arithmetic as in the panels' shader, the browser client
    /// and the server's layout. A gap lies before the first cell, between two cells and after the last one; after every
    /// 8th cell it is doubled. Metres, in double precision: sums of thousands of gaps must not drift.
    /// </summary>
    public static class Grid
    {
        /// <summary>Cells between two wider gaps.</summary>
        public const int Group = 8;

        private const double JustInside = 1 - 1e-9;

        /// <summary>Length of a cell on a side of <paramref name="length"/> metres with that many cells.</summary>
        public static double CellLength(double length, int count, double gap)
        {
            return (length - gap * (1 + count + (count - 1) / Group)) / count;
        }

        /// <summary>Where a cell begins, in metres from the beginning of the side (left, top).</summary>
        public static double CellStart(int index, double cell, double gap)
        {
            return gap + index * (cell + gap) + index / Group * gap;
        }

        /// <summary>The cell at a position in metres; null in a gap or beside the panel.</summary>
        public static GridPlace? Locate(double position, double cell, int count, double gap)
        {
            double index = CellBefore(position, cell, gap);
            if (index < 0 || index >= count)
            {
                return null;
            }

            double within = (position - CellStart((int)index, cell, gap)) / cell;
            return within >= 0 && within < 1 ? new GridPlace((int)index, within) : (GridPlace?)null;
        }

        /// <summary>The cell at a position in metres, or the one nearest to it.</summary>
        public static GridPlace Nearest(double position, double cell, int count, double gap)
        {
            int index = (int)Math.Max(0, Math.Min(count - 1, CellBefore(position, cell, gap)));
            double within = position - CellStart(index, cell, gap);
            if (index + 1 < count && CellStart(index + 1, cell, gap) - position < within - cell)
            {
                return new GridPlace(index + 1, 0);
            }

            return new GridPlace(index, Math.Max(0, Math.Min(JustInside, within / cell)));
        }

        /// <summary>The last cell that begins before a position, on a grid without end.</summary>
        private static double CellBefore(double position, double cell, double gap)
        {
            double pitch = cell + gap;
            double groupLength = Group * pitch + gap;
            double group = Math.Floor((position - gap) / groupLength);
            double rest = position - gap - group * groupLength;
            return group * Group + Math.Min(Math.Floor(rest / pitch), Group - 1);
        }
    }
}
