using System.Numerics;
using DeepVision.Picking;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where tiles stand in the hall.</summary>
    public static class TilePlace
    {
        /// <summary>The middle of a cell of a panel; cells are counted row by row.</summary>
        public static Vector3 Centre(Placement panel, int cell)
        {
            double across = Grid.CellLength(panel.Width, panel.Columns, panel.Gap);
            double down = Grid.CellLength(panel.Height, panel.Rows, panel.Gap);
            double left = Grid.CellStart(cell % panel.Columns, across, panel.Gap);
            double top = Grid.CellStart(cell / panel.Columns, down, panel.Gap);
            return new Board(panel.Position, panel.Yaw).On(
                left + across / 2 - panel.Width / 2.0, panel.Height / 2.0 - top - down / 2);
        }

        /// <summary>Width and height of a panel's cells, in metres.</summary>
        public static Vector2 Size(Placement panel)
        {
            return new Vector2(
                (float)Grid.CellLength(panel.Width, panel.Columns, panel.Gap),
                (float)Grid.CellLength(panel.Height, panel.Rows, panel.Gap));
        }
    }
}
