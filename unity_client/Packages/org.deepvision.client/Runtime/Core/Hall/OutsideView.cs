using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// The view from outside: beside the entrance, looking down on everything that stands, with a margin.
    /// </summary>
    public static class OutsideView
    {
        /// <summary>Height of what stands, in metres.</summary>
        private const float Roof = 3.5f;

        /// <param name="standing">the ground that each thing in the hall covers; at least one</param>
        /// <param name="view">how much is seen at once</param>
        public static Pose Of(IReadOnlyCollection<Bounds> standing, View view)
        {
            Bounds all = SideBySide.Union(standing);
            bool isLong = all.ZMax - all.ZMin > Sizes.LongHall;
            float yaw = isLong ? Sizes.OutsideLongYaw : Sizes.OutsideYaw;
            var pose = new Pose(Vector3.Zero, yaw, isLong ? -Sizes.OutsideLongPitch : -Sizes.OutsidePitch);
            Vector3 ahead = pose.Forward;
            Vector3 right = pose.Right;
            Vector3 up = Vector3.Cross(right, ahead);
            double vertical = Math.Tan(view.FieldOfView / 2) * (1 - Sizes.OutsideMargin);
            Vector3[] points = standing.SelectMany(Corners).ToArray();
            var across = new SeenInterval(points, right, ahead, vertical * view.Aspect);
            var upward = new SeenInterval(points, up, ahead, vertical);
            double depth = Math.Min(across.Depth, upward.Depth);
            Vector3 eye = right * across.Middle(depth) + up * upward.Middle(depth) + ahead * (float)depth;
            return pose.At(eye);
        }

        private static IEnumerable<Vector3> Corners(Bounds bounds)
        {
            foreach (double x in new[] { bounds.XMin, bounds.XMax })
            {
                foreach (double z in new[] { bounds.ZMin, bounds.ZMax })
                {
                    yield return new Vector3((float)x, 0, (float)z);
                    yield return new Vector3((float)x, Roof, (float)z);
                }
            }
        }
    }
}
