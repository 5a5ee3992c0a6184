using System;

namespace DeepVision.Tiles
{
    /// <summary>The tiles [First, End).</summary>
    internal readonly struct TileRange
    {
        public readonly int First;
        public readonly int End;

        public TileRange(int first, int end)
        {
            First = first;
            End = end;
        }

        public int Count => End - First;

        /// <summary>The smallest range that holds both.</summary>
        public TileRange With(TileRange other)
        {
            return new TileRange(Math.Min(First, other.First), Math.Max(End, other.End));
        }
    }
}
