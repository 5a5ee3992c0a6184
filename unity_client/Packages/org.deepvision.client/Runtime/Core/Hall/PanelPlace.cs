using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where the visitor has put a panel.</summary>
    public readonly struct PanelPlace
    {
        /// <summary>Centre, in metres.</summary>
        public readonly Vector3 Position;

        /// <summary>Radians about +y.</summary>
        public readonly float Yaw;

        /// <summary>1: as large as the server's layout makes it.</summary>
        public readonly float Scale;
        public readonly bool Hidden;

        public PanelPlace(Vector3 position, float yaw, float scale, bool hidden)
        {
            Position = position;
            Yaw = yaw;
            Scale = scale;
            Hidden = hidden;
        }

        /// <summary>Not moved at all.</summary>
        public static PanelPlace At(Placement home)
        {
            return new PanelPlace(home.Position, home.Yaw, 1, false);
        }

        public PanelPlace To(Vector3 position, float yaw)
        {
            return new PanelPlace(position, yaw, Scale, Hidden);
        }

        public PanelPlace Scaled(float scale)
        {
            return new PanelPlace(Position, Yaw, scale, Hidden);
        }

        public PanelPlace WithHidden(bool hidden)
        {
            return new PanelPlace(Position, Yaw, Scale, hidden);
        }
    }
}
