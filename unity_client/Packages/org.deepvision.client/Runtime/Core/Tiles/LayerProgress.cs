namespace DeepVision.Tiles
{
    /// <summary>What has come of one layer so far.</summary>
    internal sealed class LayerProgress
    {
        /// <summary>Per channel: scale, min, max, mean.</summary>
        public float[] Statistics { get; set; }

        public CoarseBuilder Coarse { get; set; }

        public bool CoarseSent { get; set; }

        public FullBuilder Full { get; set; }
    }
}
