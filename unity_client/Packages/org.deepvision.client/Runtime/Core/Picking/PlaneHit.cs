using System.Numerics;

namespace DeepVision.Picking
{
    /// <summary>Where a ray meets a rectangle.</summary>
    public readonly struct PlaneHit
    {
        /// <summary>Metres to the right of the upper left corner, seen from the front.</summary>
        public readonly double X;

        /// <summary>Metres below the upper left corner.</summary>
        public readonly double Y;

        /// <summary>Metres from the ray's origin, never negative.</summary>
        public readonly float Distance;

        public readonly Vector3 Point;

        /// <summary>Whether the ray comes from the front.</summary>
        public readonly bool Front;

        public PlaneHit(double x, double y, float distance, Vector3 point, bool front)
        {
            X = x;
            Y = y;
            Distance = distance;
            Point = point;
            Front = front;
        }
    }
}
