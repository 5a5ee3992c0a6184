namespace DeepVision.Tiles
{
    /// <summary>A layer of a store that a stream may fill.</summary>
    internal sealed class LayerTarget
    {
        public LayerTarget(int layer, LayerSpec spec, TileLayout layout)
        {
            Layer = layer;
            Spec = spec;
            Layout = layout;
        }

        /// <summary>Its number in the store.</summary>
        public int Layer { get; }

        public LayerSpec Spec { get; }

        public TileLayout Layout { get; }
    }
}
