using DeepVision.Painting;

namespace DeepVision.Experience
{
    /// <summary>A picture that the engine shows; whoever draws it copies it when its version has changed.</summary>
    public sealed class PaintedTexture
    {
        internal PaintedTexture(int width, int height)
        {
            Pixels = new PixelBuffer(width, height);
        }

        /// <summary>Always of the same size.</summary>
        public PixelBuffer Pixels { get; private set; }

        /// <summary>Counts up whenever the picture is another one.</summary>
        public int Version { get; private set; }

        /// <summary>Shows another picture of the same size.</summary>
        internal void Set(PixelBuffer pixels)
        {
            Pixels = pixels;
            Version++;
        }

        /// <summary>The picture was painted on.</summary>
        internal void Touch()
        {
            Version++;
        }
    }
}
