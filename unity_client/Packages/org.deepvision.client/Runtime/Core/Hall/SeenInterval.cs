using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace DeepVision.Hall
{
    /// <summary>
    /// Where an eye may be along one axis of the screen so that it sees all points: a point at p, d metres ahead, is
    /// seen if |p - eye| ≤ extent · (d - depth), which gives two bounds on the eye.
    /// </summary>
    internal sealed class SeenInterval
    {
        private readonly double low;
        private readonly double high;
        private readonly double extent;

        /// <param name="points">to be seen</param>
        /// <param name="axis">unit vector along the screen</param>
        /// <param name="ahead">unit vector of the line of sight</param>
        /// <param name="extent">tangent of half the angle of view</param>
        public SeenInterval(IReadOnlyCollection<Vector3> points, Vector3 axis, Vector3 ahead, double extent)
        {
            this.extent = extent;
            low = points.Max(point => Vector3.Dot(point, axis) - extent * Vector3.Dot(point, ahead));
            high = points.Min(point => Vector3.Dot(point, axis) + extent * Vector3.Dot(point, ahead));
        }

        /// <summary>Metres ahead of the origin at which the eye is as near as it may be.</summary>
        public double Depth => (high - low) / (2 * extent);

        /// <summary>Where along the axis the eye is, at a depth that is not larger.</summary>
        public float Middle(double depth)
        {
            return (float)((low + extent * depth + high - extent * depth) / 2);
        }
    }
}
