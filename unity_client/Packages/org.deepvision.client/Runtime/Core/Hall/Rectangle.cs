namespace DeepVision.Hall
{
    /// <summary>A part of a texture, in its coordinates: 0…1 from the left and from the upper row.</summary>
    public readonly struct Rectangle
    {
        public readonly float Left;
        public readonly float Top;
        public readonly float Right;
        public readonly float Bottom;

        public Rectangle(double left, double top, double right, double bottom)
        {
            Left = (float)left;
            Top = (float)top;
            Right = (float)right;
            Bottom = (float)bottom;
        }
    }
}
