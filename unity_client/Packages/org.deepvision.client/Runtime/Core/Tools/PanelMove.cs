using System.Numerics;

namespace DeepVision.Tools
{
    /// <summary>A panel or sheet was moved: what undo needs.</summary>
    public readonly struct PanelMove
    {
        public readonly PanelPose From;
        public readonly PanelPose To;

        public PanelMove(PanelPose from, PanelPose to)
        {
            From = from;
            To = to;
        }

        /// <summary>Whether it stands, within a millimetre, as it stood.</summary>
        public bool IsNone =>
            Vector3.DistanceSquared(From.Position, To.Position) < 1e-6f
            && System.Math.Abs(From.Yaw - To.Yaw) < 1e-3f
            && System.Math.Abs(From.Scale - To.Scale) < 1e-3f;
    }
}
