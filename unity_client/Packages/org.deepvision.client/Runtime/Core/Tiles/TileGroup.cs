using System.Collections.Generic;
using System.Linq;

namespace DeepVision.Tiles
{
    /// <summary>All of a layer that changes at once. A layer's full group comes after its coarse one.</summary>
    public sealed class TileGroup
    {
        private TileGroup(
            Detail detail, int layer, float[] statistics, float[] means, IReadOnlyList<Piece> pieces)
        {
            Detail = detail;
            Layer = layer;
            Statistics = statistics;
            Means = means;
            Pieces = pieces;
            PieceBytes = pieces.Sum(piece => piece.Data.Length);
        }

        /// <summary>Coarse or Full.</summary>
        public Detail Detail { get; }

        /// <summary>Its number in the store.</summary>
        public int Layer { get; }

        /// <summary>Coarse only; per channel: scale, min, max, mean over the finite values.</summary>
        public float[] Statistics { get; }

        /// <summary>Coarse only; per channel: means of max(v, 0) and of max(−v, 0), as shares of the scale.</summary>
        public float[] Means { get; }

        /// <summary>Coarse: levels 2 and 3. Full: levels 0 and 1.</summary>
        public IReadOnlyList<Piece> Pieces { get; }

        /// <summary>Bytes of all pieces.</summary>
        public int PieceBytes { get; }

        /// <summary>Number of tiles whose figures come with the group.</summary>
        public int Tiles => Statistics == null ? 0 : Statistics.Length / 4;

        public static TileGroup Coarse(int layer, float[] statistics, float[] means, IReadOnlyList<Piece> pieces)
        {
            return new TileGroup(Detail.Coarse, layer, statistics, means, pieces);
        }

        public static TileGroup Full(int layer, IReadOnlyList<Piece> pieces)
        {
            return new TileGroup(Detail.Full, layer, null, null, pieces);
        }
    }
}
