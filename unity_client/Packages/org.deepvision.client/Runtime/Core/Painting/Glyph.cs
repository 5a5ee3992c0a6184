namespace DeepVision.Painting
{
    /// <summary>
    /// Where a character is in the atlas and how it is set. Lengths are in heights of capitals; texels count from the
    /// atlas' upper left corner.
    /// </summary>
    public readonly struct Glyph
    {
        /// <summary>From the pen to the rectangle's left edge; the rectangle includes a margin.</summary>
        public readonly float Left;

        /// <summary>From the middle of the capitals' height up to the rectangle's upper edge.</summary>
        public readonly float Top;
        public readonly float Width;
        public readonly float Height;

        /// <summary>From this character's pen to the next one's.</summary>
        public readonly float Advance;
        public readonly int X;
        public readonly int Y;
        public readonly int TexelWidth;
        public readonly int TexelHeight;

        public Glyph(
            float left,
            float top,
            float width,
            float height,
            float advance,
            int x,
            int y,
            int texelWidth,
            int texelHeight)
        {
            Left = left;
            Top = top;
            Width = width;
            Height = height;
            Advance = advance;
            X = x;
            Y = y;
            TexelWidth = texelWidth;
            TexelHeight = texelHeight;
        }

        /// <summary>Whether there is nothing to draw, as of a space.</summary>
        public bool Blank => TexelWidth == 0;
    }
}
