using System;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>Pictures in other sizes: the mean over the area that a pixel covers, weighed by alpha.</summary>
    internal static class Resampling
    {
        public static void Draw(PixelBuffer pixels, PixelBuffer source, Area area)
        {
            if (area.Width <= 0 || area.Height <= 0)
            {
                return;
            }
            int top = Math.Max(pixels.ClipTop, (int)Math.Round(area.Y));
            int bottom = Math.Min(pixels.ClipBottom, (int)Math.Round(area.Bottom));
            int left = Math.Max(pixels.ClipLeft, (int)Math.Round(area.X));
            int right = Math.Min(pixels.ClipRight, (int)Math.Round(area.Right));
            float across = source.Width / area.Width;
            float down = source.Height / area.Height;
            for (int y = top; y < bottom; y++)
            {
                float from = Math.Max(0, (y - area.Y) * down);
                float to = Math.Min(source.Height, (y + 1 - area.Y) * down);
                for (int x = left; x < right; x++)
                {
                    float start = Math.Max(0, (x - area.X) * across);
                    float end = Math.Min(source.Width, (x + 1 - area.X) * across);
                    Mean(pixels, x, y, source, new Area(start, from, Math.Max(0, end - start), Math.Max(0, to - from)));
                }
            }
        }

        public static void DrawMagnified(PixelBuffer pixels, PixelBuffer source, Magnified view)
        {
            if (view.Scale < 1)
            {
                Draw(pixels, source, view.Area);
                return;
            }
            int top = Math.Max(pixels.ClipTop, (int)Math.Round(view.Area.Y));
            int bottom = Math.Min(pixels.ClipBottom, (int)Math.Round(view.Area.Bottom));
            int left = Math.Max(pixels.ClipLeft, (int)Math.Round(view.Area.X));
            int right = Math.Min(pixels.ClipRight, (int)Math.Round(view.Area.Right));
            if (left >= right)
            {
                return;
            }
            int stride = pixels.Width * 4;
            int rowBefore = -1;
            for (int y = top; y < bottom; y++)
            {
                int row = view.Row(y + 0.5f);
                int start = y * stride + left * 4;
                if (row == rowBefore)
                {
                    Buffer.BlockCopy(pixels.Rgba, start - stride, pixels.Rgba, start, (right - left) * 4);
                    continue;
                }
                rowBefore = row;
                for (int x = left; x < right; x++, start += 4)
                {
                    int at = (row * source.Width + view.Column(x + 0.5f)) * 4;
                    pixels.Rgba[start] = source.Rgba[at];
                    pixels.Rgba[start + 1] = source.Rgba[at + 1];
                    pixels.Rgba[start + 2] = source.Rgba[at + 2];
                    pixels.Rgba[start + 3] = 255;
                }
            }
        }

        public static byte[][] Mips(PixelBuffer picture)
        {
            int levels = 1;
            for (int side = Math.Max(picture.Width, picture.Height); side > 1; side /= 2)
            {
                levels++;
            }
            byte[][] mips = new byte[levels][];
            mips[0] = picture.Rgba;
            PixelBuffer level = picture;
            for (int i = 1; i < levels; i++)
            {
                level = Smaller(level);
                mips[i] = level.Rgba;
            }
            return mips;
        }

        private static PixelBuffer Smaller(PixelBuffer level)
        {
            return level.Resized(Math.Max(1, level.Width / 2), Math.Max(1, level.Height / 2));
        }

        private static void Mean(PixelBuffer pixels, int x, int y, PixelBuffer source, Area covered)
        {
            int firstRow = Math.Min(source.Height - 1, (int)covered.Y);
            int lastRow = Math.Min(source.Height - 1, (int)Math.Ceiling(covered.Bottom) - 1);
            int firstColumn = Math.Min(source.Width - 1, (int)covered.X);
            int lastColumn = Math.Min(source.Width - 1, (int)Math.Ceiling(covered.Right) - 1);
            float red = 0;
            float green = 0;
            float blue = 0;
            float alpha = 0;
            float whole = 0;
            for (int row = firstRow; row <= lastRow; row++)
            {
                float high = Math.Min(covered.Bottom, row + 1) - Math.Max(covered.Y, row);
                int at = (row * source.Width + firstColumn) * 4;
                for (int column = firstColumn; column <= lastColumn; column++, at += 4)
                {
                    float share = high * (Math.Min(covered.Right, column + 1) - Math.Max(covered.X, column));
                    float weight = share * source.Rgba[at + 3];
                    red += weight * source.Rgba[at];
                    green += weight * source.Rgba[at + 1];
                    blue += weight * source.Rgba[at + 2];
                    alpha += weight;
                    whole += share;
                }
            }
            if (alpha > 0)
            {
                Rgb colour = new Rgb(
                    (int)(red / alpha + 0.5f) << 16 | (int)(green / alpha + 0.5f) << 8 | (int)(blue / alpha + 0.5f));
                pixels.Blend(x, y, colour, alpha / (whole * 255));
            }
        }
    }
}
