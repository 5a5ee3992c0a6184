namespace DeepVision.Tiles
{
    /// <summary>Where a tile lies: its page, and the texel of level 0 of its upper left corner.</summary>
    public readonly struct TilePosition
    {
        public readonly int Page;
        public readonly int X;
        public readonly int Y;

        public TilePosition(int page, int x, int y)
        {
            Page = page;
            X = x;
            Y = y;
        }
    }
}
