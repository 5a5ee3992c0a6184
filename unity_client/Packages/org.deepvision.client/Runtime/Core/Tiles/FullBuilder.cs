using System.Collections.Generic;
using System.Linq;

namespace DeepVision.Tiles
{
    /// <summary>Levels 0 and 1 of a layer, from its level 0.</summary>
    internal sealed class FullBuilder
    {
        private readonly TileLayout layout;
        private readonly Strip level0;
        private readonly Strip level1;

        public FullBuilder(TileLayout layout)
        {
            this.layout = layout;
            level0 = new Strip(layout, 0);
            level1 = new Strip(layout, 1);
            Halved = new byte[Mips.PlanesLength(layout.TileHeight, layout.TileWidth, 1)];
        }

        /// <summary>Level 1 of the channel that was added last.</summary>
        public byte[] Halved { get; }

        /// <summary>Number of channels that have come.</summary>
        public int Received { get; private set; }

        public IReadOnlyList<Piece> Pieces => level0.Pieces.Concat(level1.Pieces).ToArray();

        /// <summary>Takes the signed values of the next channel.</summary>
        public void Add(byte[] values, int offset)
        {
            Mips.SplitAndHalve(values, offset, layout.TileHeight, layout.TileWidth, Halved);
            level0.Write(Received, values, offset);
            level1.Write(Received, Halved, 0);
            Received++;
        }
    }
}
