namespace DeepVision.Hall
{
    /// <summary>Which value is shown at full brightness; the numbers are the shader's.</summary>
    public enum Normalisation
    {
        /// <summary>Each channel's own largest value.</summary>
        Channel = 0,

        /// <summary>One value per layer.</summary>
        Layer = 1,

        /// <summary>One value for everything.</summary>
        Shared = 2,
    }
}
