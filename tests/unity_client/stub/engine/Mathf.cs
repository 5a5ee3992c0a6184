using System;

namespace UnityEngine
{
    public struct Mathf
    {
        public const float PI = (float)Math.PI;
        public const float Deg2Rad = PI * 2f / 360f;
        public const float Rad2Deg = 1f / Deg2Rad;
        public const float Infinity = float.PositiveInfinity;

        public static float Abs(float f) { return Math.Abs(f); }
        public static int Abs(int value) { return Math.Abs(value); }
        public static float Acos(float f) { return (float)Math.Acos(f); }
        public static float Asin(float f) { return (float)Math.Asin(f); }
        public static float Atan(float f) { return (float)Math.Atan(f); }
        public static float Atan2(float y, float x) { return (float)Math.Atan2(y, x); }
        public static float Ceil(float f) { return (float)Math.Ceiling(f); }
        public static int CeilToInt(float f) { return (int)Math.Ceiling(f); }
        public static float Cos(float f) { return (float)Math.Cos(f); }
        public static float Exp(float power) { return (float)Math.Exp(power); }
        public static float Floor(float f) { return (float)Math.Floor(f); }
        public static int FloorToInt(float f) { return (int)Math.Floor(f); }
        public static float Max(float a, float b) { return a > b ? a : b; }
        public static int Max(int a, int b) { return a > b ? a : b; }
        public static float Min(float a, float b) { return a < b ? a : b; }
        public static int Min(int a, int b) { return a < b ? a : b; }
        public static float Pow(float f, float p) { return (float)Math.Pow(f, p); }
        public static float Repeat(float t, float length) { return Clamp(t - Floor(t / length) * length, 0f, length); }
        public static float Round(float f) { return (float)Math.Round(f); }
        public static int RoundToInt(float f) { return (int)Math.Round(f); }
        public static float Sign(float f) { return f >= 0f ? 1f : -1f; }
        public static float Sin(float f) { return (float)Math.Sin(f); }
        public static float Sqrt(float f) { return (float)Math.Sqrt(f); }
        public static float Tan(float f) { return (float)Math.Tan(f); }
        public static float Lerp(float a, float b, float t) { return a + (b - a) * Clamp01(t); }
        public static float LerpUnclamped(float a, float b, float t) { return a + (b - a) * t; }

        public static bool Approximately(float a, float b)
        {
            return Abs(b - a) < Max(1E-06f * Max(Abs(a), Abs(b)), float.Epsilon * 8);
        }

        public static float Clamp(float value, float min, float max)
        {
            return value < min ? min : value > max ? max : value;
        }

        public static int Clamp(int value, int min, int max)
        {
            return value < min ? min : value > max ? max : value;
        }

        public static float Clamp01(float value)
        {
            return Clamp(value, 0f, 1f);
        }

        public static float DeltaAngle(float current, float target)
        {
            float delta = Repeat(target - current, 360f);
            return delta > 180f ? delta - 360f : delta;
        }
    }
}
