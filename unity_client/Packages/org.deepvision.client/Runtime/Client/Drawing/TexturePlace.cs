namespace DeepVision.Client
{
    /// <summary>A texel of a texture: slice of an array (0 otherwise), level of detail, column and row.</summary>
    internal readonly struct TexturePlace
    {
        public readonly int Slice;
        public readonly int Level;
        public readonly int X;
        public readonly int Y;

        public TexturePlace(int slice, int level, int x, int y)
        {
            Slice = slice;
            Level = level;
            X = x;
            Y = y;
        }

        public TexturePlace Below(int rows)
        {
            return new TexturePlace(Slice, Level, X, Y + rows);
        }
    }
}
