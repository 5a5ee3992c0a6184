namespace DeepVision.Hall
{
    /// <summary>What a ray can meet in the hall.</summary>
    public enum HitKind
    {
        /// <summary>A channel's tile.</summary>
        Tile,

        /// <summary>The front of a panel, between its tiles or on a blank cell.</summary>
        Gap,

        /// <summary>The back of a panel.</summary>
        Back,

        /// <summary>The plate under a panel.</summary>
        Plate,

        /// <summary>The input canvas of a network.</summary>
        Canvas,

        /// <summary>A place of the picture shelf.</summary>
        Picture,

        Floor,
    }
}
