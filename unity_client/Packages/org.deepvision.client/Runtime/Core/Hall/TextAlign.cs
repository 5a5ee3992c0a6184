namespace DeepVision.Hall
{
    /// <summary>Which end of a line of text stands at its place.</summary>
    public enum TextAlign
    {
        Left,
        Centre,
        Right,
    }
}
