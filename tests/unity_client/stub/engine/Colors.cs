using System;

namespace UnityEngine
{
    public struct Color : IEquatable<Color>
    {
        public float r;
        public float g;
        public float b;
        public float a;

        public Color(float r, float g, float b, float a)
        {
            this.r = r;
            this.g = g;
            this.b = b;
            this.a = a;
        }

        public Color(float r, float g, float b)
            : this(r, g, b, 1)
        {
        }

        public static Color white => new Color(1, 1, 1, 1);
        public static Color black => new Color(0, 0, 0, 1);
        public static Color clear => new Color(0, 0, 0, 0);
        public Color linear => new Color(Linear(r), Linear(g), Linear(b), a);
        public Color gamma => new Color(Gamma(r), Gamma(g), Gamma(b), a);

        public static Color Lerp(Color a, Color b, float t)
        {
            return new Color(
                Mathf.Lerp(a.r, b.r, t), Mathf.Lerp(a.g, b.g, t), Mathf.Lerp(a.b, b.b, t), Mathf.Lerp(a.a, b.a, t));
        }

        public static bool operator ==(Color lhs, Color rhs) { return (Vector4)lhs == (Vector4)rhs; }
        public static bool operator !=(Color lhs, Color rhs) { return !(lhs == rhs); }
        public static implicit operator Vector4(Color c) { return new Vector4(c.r, c.g, c.b, c.a); }
        public static implicit operator Color(Vector4 v) { return new Color(v.x, v.y, v.z, v.w); }
        public bool Equals(Color other) { return r == other.r && g == other.g && b == other.b && a == other.a; }
        public override bool Equals(object other) { return other is Color color && Equals(color); }
        public override int GetHashCode() { return ((Vector4)this).GetHashCode(); }
        public override string ToString() { return $"RGBA({r:F3}, {g:F3}, {b:F3}, {a:F3})"; }

        private static float Linear(float value)
        {
            return value <= 0.04045f ? value / 12.92f : Mathf.Pow((value + 0.055f) / 1.055f, 2.4f);
        }

        private static float Gamma(float value)
        {
            return value <= 0.0031308f ? value * 12.92f : 1.055f * Mathf.Pow(value, 1 / 2.4f) - 0.055f;
        }
    }

    public struct Color32
    {
        public byte r;
        public byte g;
        public byte b;
        public byte a;

        public Color32(byte r, byte g, byte b, byte a)
        {
            this.r = r;
            this.g = g;
            this.b = b;
            this.a = a;
        }

        public static implicit operator Color32(Color c)
        {
            return new Color32(Byte(c.r), Byte(c.g), Byte(c.b), Byte(c.a));
        }

        public static implicit operator Color(Color32 c)
        {
            return new Color(c.r / 255f, c.g / 255f, c.b / 255f, c.a / 255f);
        }

        private static byte Byte(float value)
        {
            return (byte)Mathf.Round(Mathf.Clamp01(value) * 255f);
        }
    }
}
