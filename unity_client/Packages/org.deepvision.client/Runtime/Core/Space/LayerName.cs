using System;

namespace DeepVision.Space
{
    /// <summary>A layer of a network, by their ids.</summary>
    public readonly struct LayerName : IEquatable<LayerName>
    {
        public readonly string Network;
        public readonly string Layer;

        public LayerName(string network, string layer)
        {
            Network = network;
            Layer = layer;
        }

        public bool Equals(LayerName other)
        {
            return Network == other.Network && Layer == other.Layer;
        }

        public override bool Equals(object other)
        {
            return other is LayerName name && Equals(name);
        }

        public override int GetHashCode()
        {
            return (Network == null ? 0 : Network.GetHashCode()) * 397 ^ (Layer == null ? 0 : Layer.GetHashCode());
        }

        public override string ToString()
        {
            return $"{Network} {Layer}";
        }
    }
}
