using System;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>
    /// A picture in memory that one can paint on: sRGB bytes, row 0 at the top, alpha not multiplied into the colours.
    /// Everything painted is blended over what is there, antialiased, and stays within the clip.
    /// </summary>
    public sealed class PixelBuffer
    {
        private Area clip;

        /// <summary>Empty: black and transparent.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
        public PixelBuffer(int width, int height)
            : this(width, height, NewPixels(width, height))
        {
        }

        internal PixelBuffer(int width, int height, byte[] rgba)
        {
            Width = width;
            Height = height;
            Rgba = rgba;
            Clip = Bounds;
        }

        public int Width { get; }
        public int Height { get; }

        /// <summary>Four bytes a pixel: red, green, blue, alpha.</summary>
        public byte[] Rgba { get; }

        /// <summary>The whole picture.</summary>
        public Area Bounds => new Area(0, 0, Width, Height);

        /// <summary>Nothing is painted outside it; its edges are rounded to whole pixels.</summary>
        public Area Clip
        {
            get
            {
                return clip;
            }
            set
            {
                Area inside = value.Intersection(Bounds);
                ClipLeft = (int)Math.Round(inside.X);
                ClipTop = (int)Math.Round(inside.Y);
                ClipRight = (int)Math.Round(inside.Right);
                ClipBottom = (int)Math.Round(inside.Bottom);
                clip = new Area(ClipLeft, ClipTop, ClipRight - ClipLeft, ClipBottom - ClipTop);
            }
        }

        internal int ClipLeft { get; private set; }
        internal int ClipTop { get; private set; }
        internal int ClipRight { get; private set; }
        internal int ClipBottom { get; private set; }

        /// <summary>Sets every pixel of the clip, the alpha too.</summary>
        public void Fill(Rgb colour, byte alpha = 255)
        {
            for (int y = ClipTop; y < ClipBottom; y++)
            {
                Span(ClipLeft, ClipRight, y, colour, alpha);
            }
        }

        /// <summary>A rectangle; edges between pixels are blended. Opacity 0…1.</summary>
        public void Rectangle(Area area, Rgb colour, float opacity = 1)
        {
            Shapes.Rounded(this, area, 0, float.PositiveInfinity, colour, opacity);
        }

        /// <summary>A rectangle with round corners. Opacity 0…1.</summary>
        public void RoundedRectangle(Area area, float radius, Rgb colour, float opacity = 1)
        {
            Shapes.Rounded(this, area, radius, float.PositiveInfinity, colour, opacity);
        }

        /// <summary>The outline of a rectangle with round corners, drawn inside its edges. Opacity 0…1.</summary>
        public void RoundedFrame(Area area, float radius, float thickness, Rgb colour, float opacity = 1)
        {
            Shapes.Rounded(this, area, radius, thickness, colour, opacity);
        }

        /// <summary>A line with round ends. Opacity 0…1.</summary>
        public void Line(float x0, float y0, float x1, float y1, float thickness, Rgb colour, float opacity = 1)
        {
            Shapes.Line(this, x0, y0, x1, y1, thickness, colour, opacity);
        }

        /// <summary>
        /// A line of text. <paramref name="x"/> is where it begins, <paramref name="y"/> the middle of its capitals,
        /// all in pixels. <paramref name="squeeze"/> narrows the letters, <paramref name="weight"/> thickens them by
        /// that part of the capitals' height.
        /// </summary>
        /// <returns>The width of the text in pixels.</returns>
        public float DrawText(
            GlyphAtlas atlas,
            string text,
            float x,
            float y,
            float capitals,
            Rgb colour,
            float squeeze = 1,
            float weight = 0)
        {
            return Letters.Draw(this, atlas, text, x, y, capitals, colour, squeeze, weight);
        }

        /// <summary>Another picture, each pixel the mean of the area that it covers there.</summary>
        public void Draw(PixelBuffer source, Area area)
        {
            Resampling.Draw(this, source, area);
        }

        /// <summary>A part of another picture with exact texels; the mean of them where it is made smaller.</summary>
        public void DrawMagnified(PixelBuffer source, Magnified view)
        {
            Resampling.DrawMagnified(this, source, view);
        }

        /// <summary>The same picture in another size.</summary>
        public PixelBuffer Resized(int width, int height)
        {
            PixelBuffer resized = new PixelBuffer(width, height);
            resized.Draw(this, resized.Bounds);
            return resized;
        }

        /// <summary>The picture and all smaller levels down to one pixel, each half as large, rounded down.</summary>
        public byte[][] Mips()
        {
            return Resampling.Mips(this);
        }

        /// <summary>Sets a pixel, counted row by row, opaque.</summary>
        public void SetPixel(int index, Rgb colour)
        {
            int at = index * 4;
            Rgba[at] = colour.R;
            Rgba[at + 1] = colour.G;
            Rgba[at + 2] = colour.B;
            Rgba[at + 3] = 255;
        }

        /// <summary>Whether black rather than white is read well on a pixel, counted row by row.</summary>
        public bool IsBright(int index)
        {
            int at = index * 4;
            return 0.3f * Rgba[at] + 0.59f * Rgba[at + 1] + 0.11f * Rgba[at + 2] > 115;
        }

        /// <summary>Blends a colour over a pixel inside the clip; coverage 0…1.</summary>
        internal void Blend(int x, int y, Rgb colour, float coverage)
        {
            if (coverage <= 0)
            {
                return;
            }
            int at = (y * Width + x) * 4;
            byte[] rgba = Rgba;
            int over = coverage >= 1 ? 255 : (int)(coverage * 255 + 0.5f);
            int under = rgba[at + 3] * (255 - over);
            if (over == 255 || under == 0)
            {
                rgba[at] = colour.R;
                rgba[at + 1] = colour.G;
                rgba[at + 2] = colour.B;
                rgba[at + 3] = (byte)over;
                return;
            }
            int whole = over * 255 + under;
            rgba[at] = (byte)((colour.R * over * 255 + rgba[at] * under + whole / 2) / whole);
            rgba[at + 1] = (byte)((colour.G * over * 255 + rgba[at + 1] * under + whole / 2) / whole);
            rgba[at + 2] = (byte)((colour.B * over * 255 + rgba[at + 2] * under + whole / 2) / whole);
            rgba[at + 3] = (byte)((whole + 127) / 255);
        }

        /// <summary>Sets the pixels from one column to before another, inside the clip.</summary>
        internal void Span(int left, int right, int y, Rgb colour, byte alpha)
        {
            int start = (y * Width + left) * 4;
            int length = (right - left) * 4;
            int written = Math.Min(length, 64);
            byte[] rgba = Rgba;
            for (int at = start; at < start + written; at += 4)
            {
                rgba[at] = colour.R;
                rgba[at + 1] = colour.G;
                rgba[at + 2] = colour.B;
                rgba[at + 3] = alpha;
            }
            while (written < length)
            {
                int more = Math.Min(written, length - written);
                Buffer.BlockCopy(rgba, start, rgba, start + written, more);
                written += more;
            }
        }

        private static byte[] NewPixels(int width, int height)
        {
            if (width < 1 || height < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(width), $"Expected a picture of at least one pixel, got {width}×{height}.");
            }
            return new byte[checked(width * height * 4)];
        }
    }
}
