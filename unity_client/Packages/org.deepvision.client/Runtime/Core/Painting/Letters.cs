using System;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>Text: how far a pixel's centre is from a letter's outline says how much of it is covered.</summary>
    internal static class Letters
    {
        /// <summary>
        /// In pixels: bright letters on dark ground look thinner than they are when sRGB numbers are blended.
        /// </summary>
        private const float Thickening = 0.1f;

        public static float Draw(
            PixelBuffer pixels,
            GlyphAtlas atlas,
            string text,
            float x,
            float y,
            float capitals,
            Rgb colour,
            float squeeze,
            float weight)
        {
            float pen = x;
            foreach (char character in text)
            {
                Glyph glyph = atlas[character];
                if (!glyph.Blank)
                {
                    Area area = new Area(
                        pen + glyph.Left * capitals * squeeze,
                        y - glyph.Top * capitals,
                        glyph.Width * capitals * squeeze,
                        glyph.Height * capitals);
                    Draw(pixels, atlas, glyph, area, capitals, colour, weight * capitals + Thickening);
                }
                pen += glyph.Advance * capitals * squeeze;
            }
            return pen - x;
        }

        private static void Draw(
            PixelBuffer pixels, GlyphAtlas atlas, Glyph glyph, Area area, float capitals, Rgb colour, float thicker)
        {
            int top = Math.Max(pixels.ClipTop, (int)Math.Floor(area.Y));
            int bottom = Math.Min(pixels.ClipBottom, (int)Math.Ceiling(area.Bottom));
            int left = Math.Max(pixels.ClipLeft, (int)Math.Floor(area.X));
            int right = Math.Min(pixels.ClipRight, (int)Math.Ceiling(area.Right));
            if (top >= bottom || left >= right)
            {
                return;
            }
            float across = glyph.TexelWidth / area.Width;
            float down = glyph.TexelHeight / area.Height;
            float pixelsPerStep = atlas.Spread / 127f * capitals / atlas.Capitals;
            float offset = thicker + 0.5f - 128 * pixelsPerStep;
            byte[] distances = atlas.Distances;
            for (int y = top; y < bottom; y++)
            {
                float v = (y + 0.5f - area.Y) * down - 0.5f;
                v = v < 0 ? 0 : v > glyph.TexelHeight - 1.001f ? glyph.TexelHeight - 1.001f : v;
                int row = (int)v;
                float below = v - row;
                int start = (glyph.Y + row) * atlas.Width + glyph.X;
                for (int x = left; x < right; x++)
                {
                    float u = (x + 0.5f - area.X) * across - 0.5f;
                    u = u < 0 ? 0 : u > glyph.TexelWidth - 1.001f ? glyph.TexelWidth - 1.001f : u;
                    int column = (int)u;
                    float beside = u - column;
                    int at = start + column;
                    int under = at + atlas.Width;
                    float upper = distances[at] + (distances[at + 1] - distances[at]) * beside;
                    float lower = distances[under] + (distances[under + 1] - distances[under]) * beside;
                    float coverage = (upper + (lower - upper) * below) * pixelsPerStep + offset;
                    if (coverage > 0)
                    {
                        pixels.Blend(x, y, colour, coverage);
                    }
                }
            }
        }
    }
}
