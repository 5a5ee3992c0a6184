using System;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where rays meet the floor and things that hang; in metres from the ray's origin.</summary>
    public static class RayTargets
    {
        /// <summary>Farthest place on the floor one can point at.</summary>
        private const float FarthestStep = 60;

        private const float Parallel = 1e-9f;

        /// <summary>Where a ray meets the floor, unless that is above the horizon or too far away.</summary>
        public static float? Floor(Ray ray)
        {
            if (ray.Direction.Y >= 0 || ray.Origin.Y < 0)
            {
                return null;
            }

            float distance = -ray.Origin.Y / ray.Direction.Y * ray.Direction.Length();
            return distance > FarthestStep ? (float?)null : distance;
        }

        /// <summary>Where a ray meets a rectangle on a board, from either side.</summary>
        public static float? Rectangle(Ray ray, Board board, float width, float height)
        {
            Board axes = board.At(Vector3.Zero);
            Vector3 normal = axes.On(0, 0, 1);
            float towards = Vector3.Dot(ray.Direction, normal);
            if (Math.Abs(towards) < Parallel)
            {
                return null;
            }

            Vector3 offset = board.Position - ray.Origin;
            float t = Vector3.Dot(offset, normal) / towards;
            if (t <= 0)
            {
                return null;
            }

            Vector3 point = ray.Direction * t - offset;
            bool inside = Math.Abs(Vector3.Dot(point, axes.On(1, 0))) <= width / 2
                && Math.Abs(Vector3.Dot(point, axes.On(0, 1))) <= height / 2;
            return inside ? t * ray.Direction.Length() : (float?)null;
        }
    }
}
