namespace DeepVision.Sheets
{
    /// <summary>Something one can do, and how.</summary>
    public sealed class HelpRow
    {
        public HelpRow(string what, string how)
        {
            What = what;
            How = how;
        }

        public string What { get; }
        public string How { get; }
    }
}
