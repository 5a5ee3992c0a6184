using System;
using System.Numerics;

namespace DeepVision.Space
{
    /// <summary>Arithmetic of poses.</summary>
    public static class Poses
    {
        /// <summary>The pose at <paramref name="eye"/> that looks at <paramref name="target"/>.</summary>
        public static Pose LookingAt(Vector3 eye, Vector3 target)
        {
            Vector3 away = target - eye;
            double level = Math.Sqrt((double)away.X * away.X + (double)away.Z * away.Z);
            float yaw = (float)Math.Atan2(-away.X, -away.Z);
            return new Pose(eye, yaw, (float)Math.Atan2(away.Y, level));
        }

        /// <summary>The same direction in (-π, π].</summary>
        public static float WrapAngle(float angle)
        {
            double turn = 2 * Math.PI;
            return (float)(angle - turn * Math.Ceiling(angle / turn - 0.5));
        }

        /// <summary>
        /// Between <paramref name="from"/> (share 0) and <paramref name="to"/> (share 1), turning the shorter way,
        /// smooth at both ends.
        /// </summary>
        public static Pose Between(Pose from, Pose to, float share)
        {
            float smooth = share * share * (3 - 2 * share);
            return new Pose(
                Vector3.Lerp(from.Position, to.Position, smooth),
                from.Yaw + WrapAngle(to.Yaw - from.Yaw) * smooth,
                from.Pitch + (to.Pitch - from.Pitch) * smooth);
        }

        /// <summary>Metres between two eyes.</summary>
        public static float Distance(Pose from, Pose to)
        {
            return Vector3.Distance(from.Position, to.Position);
        }

        /// <summary>A vector turned about +y by <paramref name="yaw"/> radians.</summary>
        public static Vector3 Turned(Vector3 vector, float yaw)
        {
            float sine = (float)Math.Sin(yaw);
            float cosine = (float)Math.Cos(yaw);
            return new Vector3(
                vector.X * cosine + vector.Z * sine, vector.Y, vector.Z * cosine - vector.X * sine);
        }
    }
}
