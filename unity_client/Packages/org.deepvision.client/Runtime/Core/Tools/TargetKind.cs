namespace DeepVision.Tools
{
    /// <summary>What a ray can meet.</summary>
    public enum TargetKind
    {
        None,

        /// <summary>The floor.</summary>
        Floor,

        /// <summary>A feature map, or the generated picture shown in its place.</summary>
        Tile,

        /// <summary>A panel beside its tiles.</summary>
        Panel,

        /// <summary>The input canvas of a network.</summary>
        Canvas,

        /// <summary>A picture of the shelf.</summary>
        Picture,

        /// <summary>A painted sheet with buttons.</summary>
        Sheet
    }
}
