using System;

namespace DeepVision.Hall
{
    /// <summary>The part of a layer's channels that its panel shows.</summary>
    public readonly struct ChannelPage
    {
        /// <summary>Places in the panel's order, from First to before End.</summary>
        public readonly int First;
        public readonly int End;

        /// <summary>Channels of the layer.</summary>
        public readonly int Total;

        public ChannelPage(int first, int end, int total)
        {
            First = first;
            End = end;
            Total = total;
        }

        /// <summary>The first page of a layer on a panel with that many cells.</summary>
        public static ChannelPage Begin(int total, int cells)
        {
            return new ChannelPage(0, 0, total).Turned(cells, 0);
        }

        /// <summary>The page that many pages further, within the layer.</summary>
        public ChannelPage Turned(int cells, int step)
        {
            int last = (Total - 1) / cells;
            int page = Math.Max(0, Math.Min(last, First / cells + step));
            return new ChannelPage(page * cells, Math.Min(Total, (page + 1) * cells), Total);
        }
    }
}
