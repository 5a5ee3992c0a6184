using System.Numerics;

namespace DeepVision.Picking
{
    /// <summary>Where a ray meets a panel, and the tile there.</summary>
    public readonly struct PanelHit
    {
        /// <summary>Number of the panel in the list that was searched.</summary>
        public readonly int Panel;

        /// <summary>Number of its layer in the tile store.</summary>
        public readonly int Layer;

        /// <summary>-1 in a gap, on a blank cell and on the back.</summary>
        public readonly int Channel;

        /// <summary>
        /// Number of the cell in the layer's order (the channel itself where it is not sorted); -1 as Channel.
        /// </summary>
        public readonly int Cell;

        /// <summary>Column and row of the cell on the panel; -1 as Channel.</summary>
        public readonly int Column;
        public readonly int Row;

        /// <summary>Texel of the feature map, from its upper left corner; -1 as Channel.</summary>
        public readonly int TexelX;
        public readonly int TexelY;

        public readonly Vector3 Point;

        /// <summary>Metres from the ray's origin.</summary>
        public readonly float Distance;

        /// <summary>Whether the ray comes from the front.</summary>
        public readonly bool Front;

        /// <summary>The panel, but no tile.</summary>
        public PanelHit(int panel, int layer, PlaneHit plane)
            : this(panel, layer, plane, -1, -1, -1, -1, -1, -1)
        {
        }

        public PanelHit(
            int panel, int layer, PlaneHit plane, int channel, int cell, int column, int row, int texelX, int texelY)
        {
            Panel = panel;
            Layer = layer;
            Channel = channel;
            Cell = cell;
            Column = column;
            Row = row;
            TexelX = texelX;
            TexelY = texelY;
            Point = plane.Point;
            Distance = plane.Distance;
            Front = plane.Front;
        }
    }
}
