using System.Collections.Generic;
using System.Linq;

namespace DeepVision.Tiles
{
    /// <summary>Levels 2 and 3 of a layer, and its means, from its level 2.</summary>
    internal sealed class CoarseBuilder
    {
        private readonly TileLayout layout;
        private readonly Strip level2;
        private readonly Strip level3;
        private readonly byte[] halved;

        public CoarseBuilder(TileLayout layout)
        {
            this.layout = layout;
            level2 = new Strip(layout, 2);
            level3 = new Strip(layout, 3);
            halved = new byte[Mips.PlanesLength(layout.TileHeight, layout.TileWidth, 3)];
            Means = new float[2 * layout.Channels];
        }

        /// <summary>Per channel: mean of the positive and of the negative part.</summary>
        public float[] Means { get; }

        /// <summary>Number of channels that have come.</summary>
        public int Received { get; private set; }

        public IReadOnlyList<Piece> Pieces => level2.Pieces.Concat(level3.Pieces).ToArray();

        /// <summary>Takes the two planes of level 2 of the next channel.</summary>
        public void Add(byte[] planes, int offset)
        {
            int channel = Received;
            level2.Write(channel, planes, offset);
            Mips.HalvePlanes(planes, offset, layout.TileHeight, layout.TileWidth, 2, halved);
            level3.Write(channel, halved, 0);
            for (int plane = 0; plane < 2; plane++)
            {
                Means[2 * channel + plane] =
                    Mips.PlaneMean(planes, offset, layout.TileHeight, layout.TileWidth, 2, plane);
            }
            Received++;
        }
    }
}
