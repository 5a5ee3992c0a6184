namespace DeepVision.Session
{
    /// <summary>Which frequencies of a picture enter the networks.</summary>
    public enum FrequencyBand
    {
        All,

        /// <summary>What is at and below the cut-off: coarse shapes.</summary>
        Low,

        /// <summary>What is above the cut-off: fine detail.</summary>
        High,
    }
}
