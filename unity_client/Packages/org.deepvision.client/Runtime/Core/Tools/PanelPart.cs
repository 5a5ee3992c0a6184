namespace DeepVision.Tools
{
    /// <summary>Where on a panel, beside its tiles.</summary>
    public enum PanelPart
    {
        /// <summary>Between two tiles, or on a blank cell.</summary>
        Gap,
        Back,

        /// <summary>The plate with the layer's name below it.</summary>
        Plate
    }
}
