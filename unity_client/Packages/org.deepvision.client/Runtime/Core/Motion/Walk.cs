using System;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>How a visitor at a desktop walks, flies and turns. Metres, radians, seconds.</summary>
    public static class Walk
    {
        private const float Lowest = 0.3f;
        private const float Highest = 200;
        private const float SteepestLook = (float)(Math.PI / 2) - 0.02f;

        /// <summary>
        /// Metres per second: as many as metres above the floor when flying, at least walking or running speed.
        /// </summary>
        public static float Speed(float height, bool run)
        {
            return run ? Math.Max(Sizes.RunSpeed, 2 * height) : Math.Max(Sizes.WalkSpeed, height);
        }

        /// <summary>Where so many seconds of walking lead to. Walking is level; only Up changes the height.</summary>
        public static Pose Walked(Pose pose, Steps steps, float seconds)
        {
            float length = (float)Math.Sqrt(steps.Ahead * steps.Ahead + steps.Right * steps.Right);
            float metres = Speed(pose.Position.Y, steps.Run) * seconds / Math.Max(1, length);
            Vector3 ahead = new Pose(pose.Position, pose.Yaw, 0).Forward;
            Vector3 position = pose.Position + (ahead * steps.Ahead + pose.Right * steps.Right) * metres;
            return pose.At(new Vector3(position.X, Within(pose.Position.Y + steps.Up * metres), position.Z));
        }

        /// <summary>The pose moved along the line of sight, as the wheel does, never below the floor.</summary>
        public static Pose Advanced(Pose pose, float metres)
        {
            Vector3 moved = pose.Position + pose.Forward * metres;
            bool high = pose.Position.Y > 2.5f || Math.Abs(pose.Pitch) > 0.5f;
            return pose.At(new Vector3(moved.X, high ? Within(moved.Y) : pose.Position.Y, moved.Z));
        }

        /// <summary>The pose turned, looking at most straight up or down.</summary>
        public static Pose Turned(Pose pose, float yaw, float pitch)
        {
            float up = Math.Max(-SteepestLook, Math.Min(SteepestLook, pose.Pitch + pitch));
            return new Pose(pose.Position, pose.Yaw + yaw, up);
        }

        private static float Within(float height)
        {
            return Math.Max(Lowest, Math.Min(Highest, height));
        }
    }
}
