namespace DeepVision.Client
{
    /// <summary>A rectangle in a staging texture and where it goes.</summary>
    internal readonly struct StagedCopy
    {
        public readonly int X;
        public readonly int Y;
        public readonly int Width;
        public readonly int Height;
        public readonly TexturePlace To;

        public StagedCopy(int x, int y, int width, int height, TexturePlace to)
        {
            X = x;
            Y = y;
            Width = width;
            Height = height;
            To = to;
        }
    }
}
