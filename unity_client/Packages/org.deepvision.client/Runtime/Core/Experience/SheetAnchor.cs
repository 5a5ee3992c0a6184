namespace DeepVision.Experience
{
    /// <summary>What a sheet stands by.</summary>
    public enum SheetAnchor
    {
        /// <summary>It stays where it was put.</summary>
        Hall,

        /// <summary>At an edge or corner of a desktop's view.</summary>
        UpperLeft,
        LowerLeft,
        Left,
        Middle,
        Right,

        /// <summary>Above the tool.</summary>
        Tool,

        /// <summary>Above the other hand.</summary>
        OtherHand
    }
}
