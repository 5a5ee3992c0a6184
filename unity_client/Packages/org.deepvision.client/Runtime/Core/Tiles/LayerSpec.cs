using DeepVision.Space;

namespace DeepVision.Tiles
{
    /// <summary>A layer that a store holds.</summary>
    public sealed class LayerSpec
    {
        /// <param name="network">any key; two pictures of one network side by side have two keys</param>
        public LayerSpec(string network, string id, Shape shape)
        {
            Network = network;
            Id = id;
            Shape = shape;
        }

        /// <summary>Key of the network: any text.</summary>
        public string Network { get; }

        public string Id { get; }

        public Shape Shape { get; }
    }
}
