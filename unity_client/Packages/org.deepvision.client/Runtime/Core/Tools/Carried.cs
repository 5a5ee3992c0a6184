using DeepVision.Space;

namespace DeepVision.Tools
{
    /// <summary>What floats above the tool: a picture, or a feature map.</summary>
    public sealed class Carried
    {
        private Carried(string image, string label, LayerName layer, int channel)
        {
            Image = image;
            Label = label;
            Layer = layer;
            Channel = channel;
        }

        /// <summary>Id of the picture; null for a feature map.</summary>
        public string Image { get; }

        /// <summary>What a picture is called; may be null.</summary>
        public string Label { get; }

        /// <summary>Of the feature map, or of the unit that a generated picture is for.</summary>
        public LayerName Layer { get; }

        /// <summary>-1 for a picture that belongs to no channel.</summary>
        public int Channel { get; }

        /// <summary>Whether it can be put into an input canvas.</summary>
        public bool IsPicture => Image != null;

        public static Carried Picture(string image, string label)
        {
            return new Carried(image, label, default(LayerName), -1);
        }

        /// <summary>A picture that was generated for a channel.</summary>
        public static Carried GeneratedPicture(string image, string label, LayerName layer, int channel)
        {
            return new Carried(image, label, layer, channel);
        }

        public static Carried Tile(LayerName layer, int channel)
        {
            return new Carried(null, null, layer, channel);
        }
    }
}
