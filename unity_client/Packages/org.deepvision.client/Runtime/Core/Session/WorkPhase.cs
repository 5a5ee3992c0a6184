namespace DeepVision.Session
{
    /// <summary>How far a picture is on its way through a network.</summary>
    public enum WorkPhase
    {
        /// <summary>No picture was sent yet.</summary>
        None,

        /// <summary>The network computes.</summary>
        Running,

        /// <summary>The activations come, layer by layer.</summary>
        Loading,

        /// <summary>Everything is shown.</summary>
        Shown,

        /// <summary>The server is away; it goes on when it is back.</summary>
        Waiting,

        /// <summary>It did not work; the message says why.</summary>
        Failed
    }
}
