using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>A place to stand and read a layer.</summary>
    public sealed class Station
    {
        public LayerName Layer { get; }

        /// <summary>Of the layer, as on its plate.</summary>
        public string Name { get; }

        /// <summary>2.5 m before the panel, looking at its middle.</summary>
        public Pose Pose { get; }

        public Station(LayerName layer, string name, Pose pose)
        {
            Layer = layer;
            Name = name;
            Pose = pose;
        }
    }
}
