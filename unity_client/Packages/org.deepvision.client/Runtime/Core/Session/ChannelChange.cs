using System;
using DeepVision.Space;

namespace DeepVision.Session
{
    /// <summary>A channel that the visitor switched off: it is held at zero.</summary>
    public readonly struct ChannelChange : IEquatable<ChannelChange>
    {
        public readonly LayerName Layer;
        public readonly int Channel;

        public ChannelChange(LayerName layer, int channel)
        {
            Layer = layer;
            Channel = channel;
        }

        public bool Equals(ChannelChange other)
        {
            return Layer.Equals(other.Layer) && Channel == other.Channel;
        }

        public override bool Equals(object other)
        {
            return other is ChannelChange change && Equals(change);
        }

        public override int GetHashCode()
        {
            return Layer.GetHashCode() * 397 ^ Channel;
        }
    }
}
