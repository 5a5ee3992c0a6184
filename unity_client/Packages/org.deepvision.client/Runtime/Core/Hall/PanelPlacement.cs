using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>From the contract's panels to placements.</summary>
    public static class PanelPlacement
    {
        /// <summary>Where the server's layout stands a panel.</summary>
        public static Placement Of(Panel panel)
        {
            return new Placement(
                panel.Position,
                (float)panel.Yaw,
                (float)panel.Width,
                (float)panel.Height,
                panel.Columns,
                panel.Rows,
                (float)panel.Gap);
        }
    }
}
