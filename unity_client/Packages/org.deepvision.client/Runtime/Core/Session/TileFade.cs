namespace DeepVision.Session
{
    /// <summary>A generated picture that fades in over its feature map.</summary>
    internal sealed class TileFade
    {
        public TileFade(PictureSlot place)
        {
            Place = place;
        }

        public PictureSlot Place { get; }

        /// <summary>0…1.</summary>
        public float Share { get; set; }
    }
}
