using DeepVision.Space;

namespace DeepVision.Picking
{
    /// <summary>What is shown on a panel, as far as picking needs it.</summary>
    public readonly struct PickablePanel
    {
        public readonly Placement Placement;

        /// <summary>Number of the layer in the tile store.</summary>
        public readonly int Layer;

        /// <summary>Of the layer.</summary>
        public readonly Shape Shape;

        /// <summary>The channel, or the place in the order, that the first cell shows.</summary>
        public readonly int FirstChannel;

        /// <summary>0…1; a panel with 0 is hidden and not met.</summary>
        public readonly float Opacity;

        public PickablePanel(Placement placement, int layer, Shape shape, int firstChannel = 0, float opacity = 1)
        {
            Placement = placement;
            Layer = layer;
            Shape = shape;
            FirstChannel = firstChannel;
            Opacity = opacity;
        }

        public PickablePanel With(Placement placement)
        {
            return new PickablePanel(placement, Layer, Shape, FirstChannel, Opacity);
        }

        public PickablePanel WithFirstChannel(int firstChannel)
        {
            return new PickablePanel(Placement, Layer, Shape, firstChannel, Opacity);
        }

        public PickablePanel WithOpacity(float opacity)
        {
            return new PickablePanel(Placement, Layer, Shape, FirstChannel, opacity);
        }
    }
}
