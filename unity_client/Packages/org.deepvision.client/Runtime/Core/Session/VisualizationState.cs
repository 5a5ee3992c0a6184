namespace DeepVision.Session
{
    /// <summary>How far the feature visualization of a layer is.</summary>
    public enum VisualizationState
    {
        /// <summary>It was not asked for.</summary>
        None,

        /// <summary>The server is being asked.</summary>
        Starting,

        /// <summary>It waits for its turn; Place says how many are before it.</summary>
        Queued,
        Running,

        /// <summary>The server is away; it is asked again when it is back.</summary>
        Waiting,
        Done,
        Failed,

        /// <summary>The visitor stopped it; what was made stays.</summary>
        Cancelled
    }
}
