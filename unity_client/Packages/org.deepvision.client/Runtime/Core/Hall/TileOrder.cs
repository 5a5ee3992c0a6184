namespace DeepVision.Hall
{
    /// <summary>How the tiles of a panel are sorted.</summary>
    public enum TileOrder
    {
        /// <summary>By the channels' numbers.</summary>
        Number,

        /// <summary>The largest absolute value first.</summary>
        Strength,

        /// <summary>The largest mean first.</summary>
        Mean,
    }
}
