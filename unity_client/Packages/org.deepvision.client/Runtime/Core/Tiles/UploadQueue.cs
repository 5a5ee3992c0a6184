using System;
using System.Collections.Generic;
using System.Linq;

namespace DeepVision.Tiles
{
    /// <summary>
    /// What waits to be uploaded: first come, first uploaded. An owner can take back what has not been uploaded yet.
    /// </summary>
    internal sealed class UploadQueue<TOwner>
        where TOwner : class
    {
        /// <summary>Bytes per frame: more of it and the picture stutters.</summary>
        public const int Limit = 1 << 20;

        public const int TileBytes = LayerTable.TileNumbers * sizeof(float);

        private readonly LinkedList<WaitingGroup<TOwner>> waiting = new LinkedList<WaitingGroup<TOwner>>();

        public int Count => waiting.Count;

        public void Add(TOwner owner, TileGroup group)
        {
            waiting.AddLast(new WaitingGroup<TOwner>(owner, group));
        }

        public void Drop(TOwner owner)
        {
            foreach (WaitingGroup<TOwner> item in waiting.Where(item => ReferenceEquals(item.Owner, owner)).ToArray())
            {
                waiting.Remove(item);
            }
        }

        /// <summary>
        /// Uploads in order, <paramref name="limit"/> bytes at most, and returns how many. What is coarse is seen while
        /// it is uploaded, so it goes within one frame if it fits into one; what is full is shown after its last piece
        /// only.
        /// </summary>
        public int Run(int limit, IQueueTarget<TOwner> target)
        {
            int used = 0;
            while (waiting.Count > 0)
            {
                WaitingGroup<TOwner> item = waiting.First.Value;
                bool inOneFrame = item.Group.Detail == Detail.Coarse && !item.IsBegun && item.Bytes <= Limit;
                if (inOneFrame && used + item.Bytes > limit)
                {
                    break;
                }
                used += UploadPieces(item, limit - used, target);
                if (item.PiecesDone < item.Group.Pieces.Count)
                {
                    break;
                }
                used += UploadTiles(item, limit - used, target);
                if (item.TilesDone < item.Group.Tiles)
                {
                    break;
                }
                waiting.RemoveFirst();
                target.Complete(item.Group, item.Owner);
            }
            return used;
        }

        private static int UploadPieces(WaitingGroup<TOwner> item, int limit, IQueueTarget<TOwner> target)
        {
            int used = 0;
            while (item.PiecesDone < item.Group.Pieces.Count)
            {
                Piece piece = item.Group.Pieces[item.PiecesDone];
                if (used + piece.Data.Length > limit)
                {
                    break;
                }
                target.Upload(piece);
                used += piece.Data.Length;
                item.PiecesDone++;
            }
            return used;
        }

        private static int UploadTiles(WaitingGroup<TOwner> item, int limit, IQueueTarget<TOwner> target)
        {
            int count = Math.Min(item.Group.Tiles - item.TilesDone, limit / TileBytes);
            if (count > 0)
            {
                target.UploadTiles(item.Group, item.TilesDone, count);
                item.TilesDone += count;
            }
            return Math.Max(count, 0) * TileBytes;
        }
    }
}
