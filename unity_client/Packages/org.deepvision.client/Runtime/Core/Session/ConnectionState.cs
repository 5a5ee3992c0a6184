namespace DeepVision.Session
{
    /// <summary>How things stand with the server.</summary>
    public enum ConnectionState
    {
        /// <summary>Asked for the first time; no answer yet.</summary>
        Connecting,

        /// <summary>Nobody has answered yet; it is tried again after a pause.</summary>
        Unreachable,

        /// <summary>The server speaks another version of the contract.</summary>
        WrongVersion,

        /// <summary>Something answers, but not what was asked for.</summary>
        Broken,

        /// <summary>The hall's facts are here, and the server answered last time.</summary>
        Connected,

        /// <summary>The server has gone; the hall stays, and it is tried again after a pause.</summary>
        Lost
    }
}
