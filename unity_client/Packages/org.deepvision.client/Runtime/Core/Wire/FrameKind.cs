namespace DeepVision.Wire
{
    /// <summary>What the payload of a frame holds.</summary>
    public enum FrameKind : byte
    {
        /// <summary>float32 (channels, 4): scale, min, max, mean over the finite values.</summary>
        Statistics = 1,

        /// <summary>
        /// uint8 (channels, height, width): 128 is zero, 1…255 are −1…1 times the scale, 0 is no data or not finite.
        /// </summary>
        Values = 2,

        /// <summary>
        /// uint8 (channels, 2, height, width) of a level: area means of the positive and of the negative part, 255 =
        /// scale.
        /// </summary>
        Pyramid = 3,

        /// <summary>float32 (channels, height, width).</summary>
        Exact = 4,

        /// <summary>problem+json: the server gave up here.</summary>
        Problem = 254,

        /// <summary>The stream is whole.</summary>
        End = 255,
    }
}
