namespace DeepVision.Tiles
{
    /// <summary>How far a load is.</summary>
    public readonly struct LoadProgress
    {
        /// <summary>Layers that are shown at least coarsely.</summary>
        public readonly int Coarse;

        /// <summary>Layers that are shown in full.</summary>
        public readonly int Full;

        /// <summary>Layers that the stream brings; 0 before it has begun.</summary>
        public readonly int Layers;

        /// <summary>Bytes uploaded.</summary>
        public readonly long Bytes;

        public LoadProgress(int coarse, int full, int layers, long bytes)
        {
            Coarse = coarse;
            Full = full;
            Layers = layers;
            Bytes = bytes;
        }
    }
}
