namespace DeepVision.Sheets
{
    /// <summary>How a button looks.</summary>
    public enum ButtonKind
    {
        Plain,

        /// <summary>What most people want here.</summary>
        Primary,

        /// <summary>One of several, and the one that holds.</summary>
        Chosen,

        /// <summary>Cannot be pressed now.</summary>
        Disabled,
    }
}
