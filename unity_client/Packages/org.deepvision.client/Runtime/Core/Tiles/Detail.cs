namespace DeepVision.Tiles
{
    /// <summary>How much of a layer's present values is on the graphics card.</summary>
    public enum Detail
    {
        None,

        /// <summary>Levels 2 and 3.</summary>
        Coarse,

        /// <summary>Every level.</summary>
        Full,
    }
}
