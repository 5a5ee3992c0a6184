namespace DeepVision.Space
{
    /// <summary>Height and width of a picture or feature map, in pixels.</summary>
    public readonly struct MapSize
    {
        public readonly int Height;
        public readonly int Width;

        public MapSize(int height, int width)
        {
            Height = height;
            Width = width;
        }
    }
}
