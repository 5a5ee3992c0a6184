using System;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>Antialiased shapes: how far a pixel's centre is from the edge says how much of it is covered.</summary>
    internal static class Shapes
    {
        /// <summary>A rectangle with round corners; of finite thickness only the band inside its edge.</summary>
        public static void Rounded(
            PixelBuffer pixels, Area area, float radius, float thickness, Rgb colour, float opacity)
        {
            if (area.Width <= 0 || area.Height <= 0 || opacity <= 0)
            {
                return;
            }
            radius = Math.Min(radius, Math.Min(area.Width, area.Height) / 2);
            bool filled = float.IsPositiveInfinity(thickness);
            float calm = filled ? 1 : thickness + 1;
            int top = Math.Max(pixels.ClipTop, (int)Math.Floor(area.Y));
            int bottom = Math.Min(pixels.ClipBottom, (int)Math.Ceiling(area.Bottom));
            int left = Math.Max(pixels.ClipLeft, (int)Math.Floor(area.X));
            int right = Math.Min(pixels.ClipRight, (int)Math.Ceiling(area.Right));
            for (int y = top; y < bottom; y++)
            {
                // Between these columns every pixel lies so deep inside that nothing needs to be computed.
                float deep = Math.Min(y + 0.5f - area.Y, area.Bottom - y - 0.5f);
                float aside = deep < calm ? float.PositiveInfinity : deep < radius + calm ? radius + calm : calm;
                int calmLeft = right;
                int calmRight = right;
                if (aside < area.Width / 2)
                {
                    calmLeft = Math.Min(right, Math.Max(left, (int)Math.Ceiling(area.X + aside)));
                    calmRight = Math.Min(right, Math.Max(calmLeft, (int)Math.Floor(area.Right - aside)));
                }
                Edge(pixels, area, radius, thickness, colour, opacity, y, left, calmLeft);
                if (filled && opacity >= 1)
                {
                    pixels.Span(calmLeft, calmRight, y, colour, 255);
                }
                else if (filled)
                {
                    for (int x = calmLeft; x < calmRight; x++)
                    {
                        pixels.Blend(x, y, colour, opacity);
                    }
                }
                Edge(pixels, area, radius, thickness, colour, opacity, y, calmRight, right);
            }
        }

        public static void Line(
            PixelBuffer pixels, float x0, float y0, float x1, float y1, float thickness, Rgb colour, float opacity)
        {
            float half = thickness / 2;
            int top = Math.Max(pixels.ClipTop, (int)Math.Floor(Math.Min(y0, y1) - half - 1));
            int bottom = Math.Min(pixels.ClipBottom, (int)Math.Ceiling(Math.Max(y0, y1) + half + 1));
            int left = Math.Max(pixels.ClipLeft, (int)Math.Floor(Math.Min(x0, x1) - half - 1));
            int right = Math.Min(pixels.ClipRight, (int)Math.Ceiling(Math.Max(x0, x1) + half + 1));
            float dx = x1 - x0;
            float dy = y1 - y0;
            float length = dx * dx + dy * dy;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    float px = x + 0.5f - x0;
                    float py = y + 0.5f - y0;
                    float along = length > 0 ? (px * dx + py * dy) / length : 0;
                    along = along < 0 ? 0 : along > 1 ? 1 : along;
                    float ax = px - along * dx;
                    float ay = py - along * dy;
                    float distance = (float)Math.Sqrt(ax * ax + ay * ay);
                    pixels.Blend(x, y, colour, Covered(half - distance) * opacity);
                }
            }
        }

        private static void Edge(
            PixelBuffer pixels,
            Area area,
            float radius,
            float thickness,
            Rgb colour,
            float opacity,
            int y,
            int from,
            int to)
        {
            for (int x = from; x < to; x++)
            {
                float coverage = radius > 0
                    ? Covered(Depth(area, radius, x, y))
                    : Overlap(area.X, area.Right, x) * Overlap(area.Y, area.Bottom, y);
                if (!float.IsPositiveInfinity(thickness))
                {
                    coverage -= Covered(Depth(area, radius, x, y) - thickness);
                }
                pixels.Blend(x, y, colour, coverage * opacity);
            }
        }

        /// <summary>How far a pixel's centre lies inside the edge; negative outside.</summary>
        private static float Depth(Area area, float radius, int x, int y)
        {
            float dx = Math.Abs(x + 0.5f - area.CentreX) - area.Width / 2 + radius;
            float dy = Math.Abs(y + 0.5f - area.CentreY) - area.Height / 2 + radius;
            if (dx > 0 && dy > 0)
            {
                return radius - (float)Math.Sqrt(dx * dx + dy * dy);
            }
            return radius - Math.Max(dx, dy);
        }

        /// <summary>How much of the pixel between n and n + 1 lies between two edges.</summary>
        private static float Overlap(float from, float to, int n)
        {
            float overlap = Math.Min(to, n + 1) - Math.Max(from, n);
            return overlap < 0 ? 0 : overlap;
        }

        private static float Covered(float depth)
        {
            float coverage = depth + 0.5f;
            return coverage < 0 ? 0 : coverage > 1 ? 1 : coverage;
        }
    }
}
