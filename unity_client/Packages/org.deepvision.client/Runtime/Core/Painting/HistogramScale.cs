namespace DeepVision.Painting
{
    /// <summary>How a count becomes the height of a bar.</summary>
    public enum HistogramScale
    {
        /// <summary>The root, as in the browser client, so that a tall bar of zeros does not hide the others.</summary>
        Root,
        Linear,

        /// <summary>The logarithm of one more than the count: also single values are seen.</summary>
        Logarithm,
    }
}
