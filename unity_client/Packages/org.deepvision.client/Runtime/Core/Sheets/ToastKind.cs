namespace DeepVision.Sheets
{
    /// <summary>What kind of message it is.</summary>
    public enum ToastKind
    {
        Note,

        /// <summary>What a new visitor can do.</summary>
        Hint,
        Error,
    }
}
