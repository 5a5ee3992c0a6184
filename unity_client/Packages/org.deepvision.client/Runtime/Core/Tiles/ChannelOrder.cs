using System;

namespace DeepVision.Tiles
{
    /// <summary>Which channel stands in which cell of a layer.</summary>
    internal sealed class ChannelOrder
    {
        private readonly int[] channels;
        private readonly int[] cells;

        /// <param name="order"><c>order[cell]</c> is the channel shown there</param>
        /// <exception cref="ArgumentException">It is no permutation of the channels.</exception>
        public ChannelOrder(int[] order, int count)
        {
            channels = (int[])order.Clone();
            cells = new int[count];
            bool[] seen = new bool[count];
            bool right = order.Length == count;
            for (int cell = 0; right && cell < count; cell++)
            {
                int channel = order[cell];
                right = channel >= 0 && channel < count && !seen[channel];
                if (right)
                {
                    seen[channel] = true;
                    cells[channel] = cell;
                }
            }
            if (!right)
            {
                throw new ArgumentException($"expected an order of the channels 0 to {count - 1}, each once");
            }
        }

        public int ChannelAt(int cell)
        {
            return channels[cell];
        }

        public int CellOf(int channel)
        {
            return cells[channel];
        }
    }
}
