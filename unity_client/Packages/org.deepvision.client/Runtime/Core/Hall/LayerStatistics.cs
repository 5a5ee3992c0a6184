namespace DeepVision.Hall
{
    /// <summary>What a plate says about a layer.</summary>
    public readonly struct LayerStatistics
    {
        /// <summary>Smallest and largest finite value of all channels.</summary>
        public readonly float Min;
        public readonly float Max;

        /// <summary>Channels that are zero everywhere.</summary>
        public readonly int Dead;

        public LayerStatistics(float min, float max, int dead)
        {
            Min = min;
            Max = max;
            Dead = dead;
        }
    }
}
