using System;
using System.Numerics;

namespace DeepVision.Space
{
    /// <summary>
    /// An eye in the hall. Metres, right-handed, y up; yaw in radians about +y, 0 looks along -z (with the data);
    /// pitch in radians, positive looks up.
    /// </summary>
    public readonly struct Pose
    {
        public readonly Vector3 Position;
        public readonly float Yaw;
        public readonly float Pitch;

        public Pose(Vector3 position, float yaw, float pitch)
        {
            Position = position;
            Yaw = yaw;
            Pitch = pitch;
        }

        /// <summary>Unit vector of the line of sight.</summary>
        public Vector3 Forward
        {
            get
            {
                float level = (float)Math.Cos(Pitch);
                return new Vector3(
                    -(float)Math.Sin(Yaw) * level, (float)Math.Sin(Pitch), -(float)Math.Cos(Yaw) * level);
            }
        }

        /// <summary>Unit vector to the right of the line of sight; level.</summary>
        public Vector3 Right => new Vector3((float)Math.Cos(Yaw), 0, -(float)Math.Sin(Yaw));

        public Pose At(Vector3 position)
        {
            return new Pose(position, Yaw, Pitch);
        }
    }
}
