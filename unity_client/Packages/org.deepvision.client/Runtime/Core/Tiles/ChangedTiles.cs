using System;
using System.Collections.Generic;

namespace DeepVision.Tiles
{
    /// <summary>
    /// Tiles whose figures have changed without new values: other orders, other pictures. One range per layer.
    /// </summary>
    internal sealed class ChangedTiles
    {
        private readonly Dictionary<int, TileRange> ranges = new Dictionary<int, TileRange>();
        private readonly Queue<int> layers = new Queue<int>();

        public bool Any => layers.Count > 0;

        public void Add(int layer, int firstTile, int count)
        {
            TileRange range = new TileRange(firstTile, firstTile + count);
            TileRange present;
            if (ranges.TryGetValue(layer, out present))
            {
                ranges[layer] = range.With(present);
                return;
            }
            ranges.Add(layer, range);
            layers.Enqueue(layer);
        }

        /// <summary>Takes at most so many tiles, which lie side by side. Call it while there are any.</summary>
        public TileRange Take(int most)
        {
            int layer = layers.Peek();
            TileRange range = ranges[layer];
            TileRange taken = new TileRange(range.First, range.First + Math.Min(most, range.Count));
            if (taken.End < range.End)
            {
                ranges[layer] = new TileRange(taken.End, range.End);
                return taken;
            }
            layers.Dequeue();
            ranges.Remove(layer);
            return taken;
        }
    }
}
