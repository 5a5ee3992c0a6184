namespace DeepVision.Motion
{
    /// <summary>How a visitor with a headset wants to move.</summary>
    public sealed class HeadsetComfort
    {
        /// <summary>Whether the stick glides; off, it only aims and turns.</summary>
        public bool Glides { get; set; }

        /// <summary>Degrees that stay clear while one glides; 0: no vignette.</summary>
        public float VignetteDegrees { get; set; } = 60;

        /// <summary>Whether the stick turns smoothly instead of by steps.</summary>
        public bool TurnsSmoothly { get; set; }

        /// <summary>Degrees of a step: 15, 30 or 45.</summary>
        public float TurnDegrees { get; set; } = 45;

        /// <summary>Degrees per second of a smooth turn.</summary>
        public float SmoothTurnSpeed { get; set; } = 60;
    }
}
