using System;

namespace UnityEngine
{
    public struct Bounds : IEquatable<Bounds>
    {
        private Vector3 middle;
        private Vector3 half;

        public Bounds(Vector3 center, Vector3 size)
        {
            middle = center;
            half = size * 0.5f;
        }

        public Vector3 center { get { return middle; } set { middle = value; } }
        public Vector3 extents { get { return half; } set { half = value; } }
        public Vector3 size { get { return half * 2; } set { half = value * 0.5f; } }
        public Vector3 min => middle - half;
        public Vector3 max => middle + half;

        public void SetMinMax(Vector3 min, Vector3 max)
        {
            half = (max - min) * 0.5f;
            middle = min + half;
        }

        public void Encapsulate(Vector3 point)
        {
            SetMinMax(Vector3.Min(min, point), Vector3.Max(max, point));
        }

        public bool Contains(Vector3 point)
        {
            Vector3 from = min;
            Vector3 to = max;
            return point.x >= from.x && point.x <= to.x && point.y >= from.y && point.y <= to.y && point.z >= from.z
                && point.z <= to.z;
        }

        public bool Equals(Bounds other) { return middle.Equals(other.middle) && half.Equals(other.half); }
        public override bool Equals(object other) { return other is Bounds bounds && Equals(bounds); }
        public override int GetHashCode() { return (middle, half).GetHashCode(); }
        public override string ToString() { return $"Center: {middle}, Extents: {half}"; }

        /// <summary>The smallest box along the axes around this box moved by a matrix.</summary>
        internal Bounds Moved(Matrix4x4 matrix)
        {
            Vector3 moved = Vector3.zero;
            for (int row = 0; row < 3; row++)
            {
                moved[row] = Mathf.Abs(matrix[row, 0]) * half.x + Mathf.Abs(matrix[row, 1]) * half.y
                    + Mathf.Abs(matrix[row, 2]) * half.z;
            }

            return new Bounds(matrix.MultiplyPoint3x4(middle), moved * 2);
        }
    }

    public struct Ray
    {
        public Ray(Vector3 origin, Vector3 direction)
        {
            this.origin = origin;
            this.direction = direction.normalized;
        }

        public Vector3 origin { get; set; }
        public Vector3 direction { get; set; }

        public Vector3 GetPoint(float distance) { return origin + direction * distance; }
    }

    public struct Pose
    {
        public Vector3 position;
        public Quaternion rotation;

        public Pose(Vector3 position, Quaternion rotation)
        {
            this.position = position;
            this.rotation = rotation;
        }

        public static Pose identity => new Pose(Vector3.zero, Quaternion.identity);
        public Vector3 forward => rotation * Vector3.forward;
        public Vector3 right => rotation * Vector3.right;
        public Vector3 up => rotation * Vector3.up;
    }

    public struct Rect
    {
        public Rect(float x, float y, float width, float height)
        {
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        public float x { get; set; }
        public float y { get; set; }
        public float width { get; set; }
        public float height { get; set; }
    }
}
