using System.Collections.Generic;
using System.Linq;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    /// <summary>Pages as the graphics card would hold them after all uploads.</summary>
    internal sealed class FakeTextures : ITileTarget
    {
        /// <summary>Since <see cref="BeginFrame"/>.</summary>
        public int FrameBytes { get; private set; }

        public float[] Tiles { get; private set; }

        public List<TileRange> TileUploads { get; } = new List<TileRange>();

        public List<Piece> Pieces { get; } = new List<Piece>();

        public void BeginFrame()
        {
            FrameBytes = 0;
        }

        public void Upload(Piece piece)
        {
            int size = piece.Full ? 1 : 2;
            int side = (piece.Full ? 1024 : 512) >> piece.Level;
            Assert.That(piece.Data.Length, Is.EqualTo(piece.Width * piece.Height * size));
            Assert.That(piece.Data.Length, Is.LessThanOrEqualTo(1 << 18));
            Assert.That(piece.Height, Is.LessThanOrEqualTo(256));
            Assert.That(piece.X + piece.Width, Is.LessThanOrEqualTo(side));
            Assert.That(piece.Y + piece.Height, Is.LessThanOrEqualTo(side));
            FrameBytes += piece.Data.Length;
            Pieces.Add(piece);
        }

        public void UploadTiles(float[] tiles, int firstTile, int count)
        {
            FrameBytes += 32 * count;
            TileUploads.Add(new TileRange(firstTile, firstTile + count));
            Tiles = (float[])tiles.Clone();
        }

        /// <summary>The bytes of a texel; empty where nothing was written.</summary>
        public byte[] Texel(bool full, int level, int page, int x, int y)
        {
            int size = full ? 1 : 2;
            Piece piece = Pieces.LastOrDefault(candidate =>
                candidate.Full == full && candidate.Level == level && candidate.Page == page &&
                x >= candidate.X && x < candidate.X + candidate.Width &&
                y >= candidate.Y && y < candidate.Y + candidate.Height);
            return piece == null
                ? new byte[0]
                : piece.Data.Skip(((y - piece.Y) * piece.Width + x - piece.X) * size).Take(size).ToArray();
        }
    }
}
