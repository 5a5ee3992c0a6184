using System;
using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Painting
{
    /// <summary>A distribution as bars: negative ones blue, positive ones white, the zero marked.</summary>
    public static class HistogramPainter
    {
        public static readonly Rgb Ground = new Rgb(0x14161a);
        public static readonly Rgb Negative = new Rgb(0x5b74ff);
        public static readonly Rgb Positive = new Rgb(0xe8ebf0);

        private const float ZeroOpacity = 0.7f;
        private const float Between = 0.6f;
        private const float Narrowest = 0.75f;

        /// <summary>Paints the bars into an area; they stand on its lower edge and fill its width.</summary>
        public static void Paint(PixelBuffer pixels, Area area, Histogram histogram, HistogramScale scale)
        {
            pixels.RoundedRectangle(area, 6, Ground);
            Area inner = area.Inset(4, 0).Below(6);
            IReadOnlyList<double> edges = histogram.Edges;
            float[] heights = Heights(histogram.Counts, scale);
            if (edges.Count < 2)
            {
                return;
            }
            double first = edges[0];
            double last = edges[edges.Count - 1];
            double range = last > first ? last - first : 1;
            for (int i = 0; i < heights.Length && i + 1 < edges.Count; i++)
            {
                float left = inner.X + (float)((edges[i] - first) / range) * inner.Width;
                float right = inner.X + (float)((edges[i + 1] - first) / range) * inner.Width;
                float width = Math.Max(Narrowest, right - left - Between);
                float height = heights[i] * inner.Height;
                Rgb colour = (edges[i] + edges[i + 1]) / 2 < 0 ? Negative : Positive;
                pixels.Rectangle(new Area(left, inner.Bottom - height, width, height), colour);
            }
            if (first < 0 && last > 0)
            {
                float zero = inner.X + (float)(-first / range) * inner.Width;
                pixels.Rectangle(new Area(zero - 1, area.Y, 2, area.Height), Colours.Focus, ZeroOpacity);
            }
        }

        /// <summary>Heights of the bars in 0…1; the tallest is 1 if anything was counted.</summary>
        public static float[] Heights(IReadOnlyList<long> counts, HistogramScale scale)
        {
            long tallest = 1;
            foreach (long count in counts)
            {
                tallest = Math.Max(tallest, count);
            }
            float[] heights = new float[counts.Count];
            for (int i = 0; i < heights.Length; i++)
            {
                double share = scale == HistogramScale.Linear ? (double)counts[i] / tallest
                    : scale == HistogramScale.Root ? Math.Sqrt((double)counts[i] / tallest)
                    : Math.Log(1.0 + counts[i]) / Math.Log(1.0 + tallest);
                heights[i] = (float)share;
            }
            return heights;
        }
    }
}
