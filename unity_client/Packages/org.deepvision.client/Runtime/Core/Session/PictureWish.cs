using DeepVision.Painting;

namespace DeepVision.Session
{
    /// <summary>A generated picture that is to be fetched for a tile, and what came of it.</summary>
    internal sealed class PictureWish
    {
        public PictureWish(FeatureVisualization visualization, int channel, string image)
        {
            Visualization = visualization;
            Channel = channel;
            Image = image;
        }

        public FeatureVisualization Visualization { get; }

        public int Channel { get; }

        public string Image { get; }

        /// <summary>Decoded, as large as a cell; null until it has come.</summary>
        public PixelBuffer Picture { get; set; }

        /// <summary>Whether the tile wants another picture by now.</summary>
        public bool IsStale => Visualization.Items[Channel].Image != Image;
    }
}
