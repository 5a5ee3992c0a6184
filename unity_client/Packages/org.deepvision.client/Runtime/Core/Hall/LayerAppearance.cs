using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>How a layer stands at one moment: what its plate, stand, back and rulers are made from.</summary>
    public sealed class LayerAppearance
    {
        public Node Node { get; }

        /// <summary>Where its panel is now.</summary>
        public Placement Placement { get; }
        public bool Selected { get; }

        /// <summary>Only the plate is left, so that one finds the layer again.</summary>
        public bool Hidden { get; }

        /// <summary>Null before all of its values have come.</summary>
        public LayerStatistics? Facts { get; }

        /// <summary>
        /// The channel in the first cell; null when the tiles are sorted, and counting them would mislead.
        /// </summary>
        public int? FirstChannel { get; }

        public LayerAppearance(
            Node node, Placement placement, bool selected, bool hidden, LayerStatistics? facts, int? firstChannel)
        {
            Node = node;
            Placement = placement;
            Selected = selected;
            Hidden = hidden;
            Facts = facts;
            FirstChannel = firstChannel;
        }
    }
}
