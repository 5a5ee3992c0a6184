using System;

namespace DeepVision.Hall
{
    /// <summary>A channel's tile on a panel.</summary>
    public readonly struct TileReference : IEquatable<TileReference>
    {
        /// <summary>Number of the panel.</summary>
        public readonly int Panel;
        public readonly int Channel;

        public TileReference(int panel, int channel)
        {
            Panel = panel;
            Channel = channel;
        }

        public bool Equals(TileReference other)
        {
            return Panel == other.Panel && Channel == other.Channel;
        }

        public override bool Equals(object other)
        {
            return other is TileReference reference && Equals(reference);
        }

        public override int GetHashCode()
        {
            return Panel * 397 ^ Channel;
        }
    }
}
