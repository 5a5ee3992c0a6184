using DeepVision.Space;

namespace DeepVision.Wire
{
    /// <summary>A layer that a stream brings.</summary>
    public sealed class LayerEntry
    {
        public LayerEntry(string id, Shape shape)
        {
            Id = id;
            Shape = shape;
        }

        public string Id { get; }

        public Shape Shape { get; }
    }
}
