using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>Summaries of channels' statistics; null stands for a channel whose values have not come.</summary>
    public static class Statistics
    {
        /// <summary>Summary of a layer's channels; null as long as one is missing.</summary>
        public static LayerStatistics? Summary(IEnumerable<ChannelStatistics?> channels)
        {
            float min = float.PositiveInfinity;
            float max = float.NegativeInfinity;
            int dead = 0;
            foreach (ChannelStatistics? channel in channels)
            {
                if (!channel.HasValue)
                {
                    return null;
                }

                min = Math.Min(min, channel.Value.Min);
                max = Math.Max(max, channel.Value.Max);
                dead += channel.Value.Min == 0 && channel.Value.Max == 0 ? 1 : 0;
            }

            return min <= max ? new LayerStatistics(min, max, dead) : (LayerStatistics?)null;
        }

        /// <summary>
        /// The channels with the largest absolute values, strongest first; dead ones are never among them.
        /// </summary>
        public static IReadOnlyList<int> Strongest(IReadOnlyList<ChannelStatistics?> channels, int count)
        {
            return Enumerable.Range(0, channels.Count)
                .Where(channel => Strength(channels[channel]) > 0)
                .OrderByDescending(channel => Strength(channels[channel]))
                .Take(count)
                .ToArray();
        }

        /// <summary>The largest absolute value of a channel; 0 where it is not known.</summary>
        public static float Strength(ChannelStatistics? channel)
        {
            return channel.HasValue ? Math.Max(channel.Value.Max, -channel.Value.Min) : 0;
        }

        /// <summary>The middle one of the values, the lower of two; null if there is none.</summary>
        public static float? Median(IEnumerable<float> values)
        {
            float[] sorted = values.OrderBy(value => value).ToArray();
            return sorted.Length == 0 ? (float?)null : sorted[(sorted.Length - 1) / 2];
        }
    }
}
