using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>A layer that stands in the hall.</summary>
    public sealed class StandingLayer
    {
        public LayerName Name { get; }
        public Node Node { get; }

        /// <summary>Number of its panel in <see cref="PanelTable"/>.</summary>
        public int Panel { get; }

        /// <summary>Number of the layer in the tile store.</summary>
        public int Index { get; }

        /// <summary>Where the server's layout stands its panel.</summary>
        public Placement Home { get; }

        public StandingLayer(LayerName name, Node node, int panel, int index)
        {
            Name = name;
            Node = node;
            Panel = panel;
            Index = index;
            Home = PanelPlacement.Of(node.Panel);
        }

        /// <summary>How many tiles its panel shows at once.</summary>
        public int Cells => Home.Columns * Home.Rows;
    }
}
