using System;
using System.Collections.Generic;

namespace DeepVision.Session
{
    /// <summary>
    /// Which tile's generated picture lies in which cell of the picture array. When all are taken, the one used least
    /// recently is freed, but never for a picture of its own layer: a layer with more channels than there are cells
    /// would push its own pictures out for ever.
    /// </summary>
    public sealed class PictureSlots
    {
        private readonly LinkedList<PictureSlot> byUse = new LinkedList<PictureSlot>();
        private readonly Dictionary<(int Layer, int Channel), LinkedListNode<PictureSlot>> taken =
            new Dictionary<(int Layer, int Channel), LinkedListNode<PictureSlot>>();
        private readonly Stack<int> free = new Stack<int>();

        /// <param name="count">how many cells there are, at least 1</param>
        /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
        public PictureSlots(int count)
        {
            if (count < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(count), count, "expected at least one slot");
            }

            Count = count;
            Clear();
        }

        public int Count { get; }

        public int Taken => taken.Count;

        /// <summary>The slot of a tile's picture, used just now; -1: it has none.</summary>
        public int Find(int layer, int channel)
        {
            LinkedListNode<PictureSlot> node;
            if (!taken.TryGetValue((layer, channel), out node))
            {
                return -1;
            }

            byUse.Remove(node);
            byUse.AddLast(node);
            return node.Value.Slot;
        }

        /// <summary>Whether a picture of this layer could get a slot.</summary>
        public bool HasRoom(int layer)
        {
            return free.Count > 0 || OldestOfAnother(layer) != null;
        }

        /// <summary>Gives a tile's picture a slot; -1: there is none for it.</summary>
        /// <param name="layer">number of the layer</param>
        /// <param name="channel">number of the channel</param>
        /// <param name="freed">whose slot that was; null: nobody's</param>
        public int Take(int layer, int channel, out PictureSlot? freed)
        {
            freed = null;
            int slot = Find(layer, channel);
            if (slot >= 0)
            {
                return slot;
            }

            if (free.Count > 0)
            {
                slot = free.Pop();
            }
            else
            {
                LinkedListNode<PictureSlot> oldest = OldestOfAnother(layer);
                if (oldest == null)
                {
                    return -1;
                }

                freed = oldest.Value;
                slot = oldest.Value.Slot;
                byUse.Remove(oldest);
                taken.Remove((oldest.Value.Layer, oldest.Value.Channel));
            }

            taken.Add((layer, channel), byUse.AddLast(new PictureSlot(layer, channel, slot)));
            return slot;
        }

        /// <summary>Frees all of them.</summary>
        public void Clear()
        {
            byUse.Clear();
            taken.Clear();
            free.Clear();
            for (int slot = Count - 1; slot >= 0; slot--)
            {
                free.Push(slot);
            }
        }

        private LinkedListNode<PictureSlot> OldestOfAnother(int layer)
        {
            LinkedListNode<PictureSlot> node = byUse.First;
            while (node != null && node.Value.Layer == layer)
            {
                node = node.Next;
            }

            return node;
        }
    }
}
