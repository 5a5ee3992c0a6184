using System;

namespace UnityEngine
{
    public struct Quaternion : IEquatable<Quaternion>
    {
        public float x;
        public float y;
        public float z;
        public float w;

        public Quaternion(float x, float y, float z, float w)
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }

        public static Quaternion identity => new Quaternion(0, 0, 0, 1);

        public Quaternion normalized
        {
            get
            {
                float length = Mathf.Sqrt(Dot(this, this));
                return length < 1E-12f ? identity : new Quaternion(x / length, y / length, z / length, w / length);
            }
        }

        /// <summary>Degrees, applied as Unity does: z, then x, then y.</summary>
        public Vector3 eulerAngles
        {
            get
            {
                Matrix4x4 m = Matrix4x4.Rotate(this);
                float pitch = Mathf.Asin(Mathf.Clamp(-m.m12, -1f, 1f));
                float yaw;
                float roll;
                if (Mathf.Abs(m.m12) < 0.99999f)
                {
                    yaw = Mathf.Atan2(m.m02, m.m22);
                    roll = Mathf.Atan2(m.m10, m.m11);
                }
                else
                {
                    yaw = Mathf.Atan2(-m.m20, m.m00);
                    roll = 0;
                }

                return new Vector3(Degrees(pitch), Degrees(yaw), Degrees(roll));
            }

            set
            {
                this = Euler(value);
            }
        }

        public static Quaternion AngleAxis(float angle, Vector3 axis)
        {
            Vector3 unit = axis.normalized * Mathf.Sin(angle * Mathf.Deg2Rad / 2);
            return new Quaternion(unit.x, unit.y, unit.z, Mathf.Cos(angle * Mathf.Deg2Rad / 2));
        }

        public static Quaternion Euler(float x, float y, float z)
        {
            return AngleAxis(y, Vector3.up) * AngleAxis(x, Vector3.right) * AngleAxis(z, Vector3.forward);
        }

        public static Quaternion Euler(Vector3 euler) { return Euler(euler.x, euler.y, euler.z); }

        public static Quaternion LookRotation(Vector3 forward) { return LookRotation(forward, Vector3.up); }

        public static Quaternion LookRotation(Vector3 forward, Vector3 upwards)
        {
            Vector3 ahead = forward.normalized;
            Vector3 right = Vector3.Cross(upwards, ahead).normalized;
            if (right == Vector3.zero)
            {
                right = Vector3.right;
            }

            Vector3 up = Vector3.Cross(ahead, right);
            Matrix4x4 turned = Matrix4x4.identity;
            turned.SetColumn(0, right);
            turned.SetColumn(1, up);
            turned.SetColumn(2, ahead);
            return turned.rotation;
        }

        public static Quaternion Inverse(Quaternion rotation)
        {
            return new Quaternion(-rotation.x, -rotation.y, -rotation.z, rotation.w);
        }

        public static float Dot(Quaternion a, Quaternion b) { return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w; }

        public static float Angle(Quaternion a, Quaternion b)
        {
            float dot = Mathf.Min(Mathf.Abs(Dot(a, b)), 1f);
            return dot > 1f - 1E-06f ? 0f : Mathf.Acos(dot) * 2f * Mathf.Rad2Deg;
        }

        public static Quaternion Slerp(Quaternion a, Quaternion b, float t)
        {
            float dot = Dot(a, b);
            Quaternion end = dot < 0 ? new Quaternion(-b.x, -b.y, -b.z, -b.w) : b;
            float angle = Mathf.Acos(Mathf.Clamp(Mathf.Abs(dot), 0f, 1f));
            float share = Mathf.Clamp01(t);
            float sine = Mathf.Sin(angle);
            float first = sine < 1E-05f ? 1 - share : Mathf.Sin((1 - share) * angle) / sine;
            float second = sine < 1E-05f ? share : Mathf.Sin(share * angle) / sine;
            return new Quaternion(
                a.x * first + end.x * second,
                a.y * first + end.y * second,
                a.z * first + end.z * second,
                a.w * first + end.w * second).normalized;
        }

        public static Quaternion operator *(Quaternion lhs, Quaternion rhs)
        {
            return new Quaternion(
                lhs.w * rhs.x + lhs.x * rhs.w + lhs.y * rhs.z - lhs.z * rhs.y,
                lhs.w * rhs.y + lhs.y * rhs.w + lhs.z * rhs.x - lhs.x * rhs.z,
                lhs.w * rhs.z + lhs.z * rhs.w + lhs.x * rhs.y - lhs.y * rhs.x,
                lhs.w * rhs.w - lhs.x * rhs.x - lhs.y * rhs.y - lhs.z * rhs.z);
        }

        public static Vector3 operator *(Quaternion rotation, Vector3 point)
        {
            Vector3 axis = new Vector3(rotation.x, rotation.y, rotation.z);
            Vector3 twice = 2f * Vector3.Cross(axis, point);
            return point + rotation.w * twice + Vector3.Cross(axis, twice);
        }

        public static bool operator ==(Quaternion lhs, Quaternion rhs) { return Dot(lhs, rhs) > 1f - 1E-06f; }
        public static bool operator !=(Quaternion lhs, Quaternion rhs) { return !(lhs == rhs); }
        public bool Equals(Quaternion other) { return x == other.x && y == other.y && z == other.z && w == other.w; }
        public override bool Equals(object other) { return other is Quaternion quaternion && Equals(quaternion); }
        public override int GetHashCode() { return (x, y, z, w).GetHashCode(); }
        public override string ToString() { return $"({x:F5}, {y:F5}, {z:F5}, {w:F5})"; }

        private static float Degrees(float radians)
        {
            float degrees = radians * Mathf.Rad2Deg;
            return degrees < 0 ? degrees + 360 : degrees;
        }
    }
}
