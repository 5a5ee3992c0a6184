namespace DeepVision.Wire
{
    /// <summary>Why a stream cannot be used.</summary>
    public enum ContainerFailure
    {
        /// <summary>It ended, or fell silent, before its end frame.</summary>
        Cut,

        /// <summary>Its bytes are damaged, or they are no container at all.</summary>
        Corrupt,

        /// <summary>It is of another version.</summary>
        Version,

        /// <summary>The server gave up and said why.</summary>
        Problem,
    }
}
