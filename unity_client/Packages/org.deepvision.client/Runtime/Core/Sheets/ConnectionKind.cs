namespace DeepVision.Sheets
{
    /// <summary>What there is to say about the connection to the server.</summary>
    public enum ConnectionKind
    {
        Connecting,

        /// <summary>Nobody answers.</summary>
        Unreachable,

        /// <summary>Another version of the contract.</summary>
        WrongVersion,

        /// <summary>The server answered with an error.</summary>
        ServerError,

        /// <summary>It was there, and the hall stays as it is.</summary>
        Lost,
    }
}
