using System.Numerics;

namespace DeepVision.Tools
{
    /// <summary>Where something that can be moved stands, and how large it is.</summary>
    public readonly struct PanelPose
    {
        /// <summary>Its centre in the hall, in metres.</summary>
        public readonly Vector3 Position;

        /// <summary>Radians about +y; 0: the front faces +z.</summary>
        public readonly float Yaw;

        /// <summary>Times its size as it came; 1 at first.</summary>
        public readonly float Scale;

        public PanelPose(Vector3 position, float yaw, float scale = 1)
        {
            Position = position;
            Yaw = yaw;
            Scale = scale;
        }
    }
}
