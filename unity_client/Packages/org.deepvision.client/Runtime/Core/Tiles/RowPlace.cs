namespace DeepVision.Tiles
{
    /// <summary>Where a row of texels stands in memory.</summary>
    internal readonly struct RowPlace
    {
        public readonly byte[] Data;
        public readonly int Start;

        public RowPlace(byte[] data, int start)
        {
            Data = data;
            Start = start;
        }
    }
}
