using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>
    /// Colours of signed values, the same as in the shader, the browser client and the server's
    /// visualization/colormap.py. What comes back is what lands on the screen: sRGB, no tone mapping.
    /// </summary>
    public static class Colormap
    {
        /// <summary>Names as in the other clients, by the number of their ColormapKind.</summary>
        public static readonly IReadOnlyList<string> Names = new[]
        {
            "blue-black-white", "orange-black-cyan", "uniform",
        };

        /// <summary>sRGB of v = −1 and v = 1.</summary>
        private static readonly Vector3 Orange = new Vector3(1, 0.6f, 0);
        private static readonly Vector3 Cyan = new Vector3(0.3f, 0.9f, 1);

        /// <summary>Linear RGB of OKLab lightness 0.78, chroma 0.12, hue 240° and 55°.</summary>
        private static readonly Vector3 UniformNegative = new Vector3(0.1411f, 0.5347f, 0.9755f);
        private static readonly Vector3 UniformPositive = new Vector3(0.8915f, 0.3613f, 0.1431f);

        /// <summary>The map of this name; the thesis's one if there is none.</summary>
        public static ColormapKind Named(string name)
        {
            for (int i = 0; i < Names.Count; i++)
            {
                if (Names[i] == name)
                {
                    return (ColormapKind)i;
                }
            }
            return ColormapKind.BlueBlackWhite;
        }

        /// <summary>The colour of v, clamped to [−1, 1], as sRGB in [0, 1]; magenta where v is not a number.</summary>
        public static Vector3 Colour(ColormapKind map, float v)
        {
            if (float.IsNaN(v))
            {
                return new Vector3(1, 0, 1);
            }
            float positive = Math.Min(Math.Max(v, 0), 1);
            float negative = Math.Min(Math.Max(-v, 0), 1);
            switch (map)
            {
                case ColormapKind.OrangeBlackCyan:
                    return Orange * negative + Cyan * positive;
                case ColormapKind.Uniform:
                    // OKLab is homogeneous: (L, a, b) times t is linear RGB times t³.
                    Vector3 linear = UniformNegative * (negative * negative * negative)
                        + UniformPositive * (positive * positive * positive);
                    return new Vector3(EncodeSrgb(linear.X), EncodeSrgb(linear.Y), EncodeSrgb(linear.Z));
                default:
                    return new Vector3(positive, positive, positive + negative);
            }
        }

        /// <summary>The same colour in bytes.</summary>
        public static Rgb Bytes(ColormapKind map, float v)
        {
            Vector3 colour = Colour(map, v) * 255 + new Vector3(0.5f);
            return new Rgb((int)colour.X << 16 | (int)colour.Y << 8 | (int)colour.Z);
        }

        /// <summary>IEC 61966-2-1</summary>
        private static float EncodeSrgb(float linear)
        {
            return linear <= 0.0031308f ? 12.92f * linear : 1.055f * (float)Math.Pow(linear, 1 / 2.4) - 0.055f;
        }
    }
}
