using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>A picture squeezed into a square, and the size it has.</summary>
    internal sealed class SqueezedPicture
    {
        public SqueezedPicture(MapSize size, PixelBuffer squeezed)
        {
            Size = size;
            Squeezed = squeezed;
        }

        public MapSize Size { get; }

        public PixelBuffer Squeezed { get; }
    }
}
