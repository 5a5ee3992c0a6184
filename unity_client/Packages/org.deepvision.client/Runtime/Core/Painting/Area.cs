using System;

namespace DeepVision.Painting
{
    /// <summary>A rectangle in pixels, y down from the top; its edges may lie between pixels.</summary>
    public readonly struct Area
    {
        public readonly float X;
        public readonly float Y;
        public readonly float Width;
        public readonly float Height;

        public Area(float x, float y, float width, float height)
        {
            X = x;
            Y = y;
            Width = width;
            Height = height;
        }

        public float Right => X + Width;
        public float Bottom => Y + Height;
        public float CentreX => X + Width / 2;
        public float CentreY => Y + Height / 2;

        /// <summary>Left and upper edges belong to it, right and lower ones do not.</summary>
        public bool Contains(float x, float y)
        {
            return x >= X && y >= Y && x < Right && y < Bottom;
        }

        /// <summary>Whether the other one lies wholly within this one, but for a hundredth of a pixel.</summary>
        public bool Contains(Area other)
        {
            const float Slack = 0.01f;
            return other.X >= X - Slack
                && other.Y >= Y - Slack
                && other.Right <= Right + Slack
                && other.Bottom <= Bottom + Slack;
        }

        /// <summary>Smaller by a margin on every side; never less than nothing.</summary>
        public Area Inset(float margin)
        {
            return Inset(margin, margin);
        }

        /// <summary>Smaller by a margin left and right, and another above and below.</summary>
        public Area Inset(float across, float down)
        {
            return new Area(X + across, Y + down, Math.Max(0, Width - 2 * across), Math.Max(0, Height - 2 * down));
        }

        /// <summary>The uppermost part.</summary>
        public Area Top(float height)
        {
            return new Area(X, Y, Width, Math.Min(height, Height));
        }

        /// <summary>What remains below the uppermost part.</summary>
        public Area Below(float height)
        {
            return new Area(X, Y + height, Width, Math.Max(0, Height - height));
        }

        /// <summary>The leftmost part.</summary>
        public Area Left(float width)
        {
            return new Area(X, Y, Math.Min(width, Width), Height);
        }

        /// <summary>The rightmost part.</summary>
        public Area RightPart(float width)
        {
            float part = Math.Min(width, Width);
            return new Area(Right - part, Y, part, Height);
        }

        /// <summary>One of so many equal columns with gaps between them.</summary>
        public Area Column(int index, int columns, float gap)
        {
            float width = (Width - (columns - 1) * gap) / columns;
            return new Area(X + index * (width + gap), Y, width, Height);
        }

        /// <summary>One of so many equal rows with gaps between them.</summary>
        public Area Row(int index, int rows, float gap)
        {
            float height = (Height - (rows - 1) * gap) / rows;
            return new Area(X, Y + index * (height + gap), Width, height);
        }

        /// <summary>What both have in common; empty if nothing.</summary>
        public Area Intersection(Area other)
        {
            float x = Math.Max(X, other.X);
            float y = Math.Max(Y, other.Y);
            float width = Math.Min(Right, other.Right) - x;
            float height = Math.Min(Bottom, other.Bottom) - y;
            return new Area(x, y, Math.Max(0, width), Math.Max(0, height));
        }

        public override string ToString()
        {
            return $"({X}, {Y}) {Width}×{Height}";
        }
    }
}
