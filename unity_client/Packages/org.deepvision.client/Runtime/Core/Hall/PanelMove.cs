using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where the visitor has put a panel.</summary>
    public readonly struct PanelMove
    {
        /// <summary>Centre, in metres.</summary>
        public readonly Vector3 Position;

        /// <summary>Radians about +y.</summary>
        public readonly float Yaw;

        /// <summary>1: as large as the server's layout makes it.</summary>
        public readonly float Scale;
        public readonly bool Hidden;

        public PanelMove(Vector3 position, float yaw, float scale, bool hidden)
        {
            Position = position;
            Yaw = yaw;
            Scale = scale;
            Hidden = hidden;
        }

        /// <summary>Not moved at all.</summary>
        public static PanelMove At(Placement home)
        {
            return new PanelMove(home.Position, home.Yaw, 1, false);
        }

        public PanelMove To(Vector3 position, float yaw)
        {
            return new PanelMove(position, yaw, Scale, Hidden);
        }

        public PanelMove Scaled(float scale)
        {
            return new PanelMove(Position, Yaw, scale, Hidden);
        }

        public PanelMove WithHidden(bool hidden)
        {
            return new PanelMove(Position, Yaw, Scale, hidden);
        }
    }
}
