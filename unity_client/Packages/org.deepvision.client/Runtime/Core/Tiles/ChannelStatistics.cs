namespace DeepVision.Tiles
{
    /// <summary>Figures of one feature map, over its finite values.</summary>
    public readonly struct ChannelStatistics
    {
        /// <summary>Largest absolute value; 1 where all are zero.</summary>
        public readonly float Scale;
        public readonly float Min;
        public readonly float Max;
        public readonly float Mean;

        public ChannelStatistics(float scale, float min, float max, float mean)
        {
            Scale = scale;
            Min = min;
            Max = max;
            Mean = mean;
        }
    }
}
