using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A distribution with its title, figures and ends; or why there is none.</summary>
    public static class HistogramView
    {
        private const float CaptionHeight = 34;
        private const float AxisHeight = 26;

        /// <param name="canvas">what it is painted on</param>
        /// <param name="area">all of it</param>
        /// <param name="title">what is counted</param>
        /// <param name="histogram">null: there is none</param>
        /// <param name="message">why there is none</param>
        public static void Paint(SheetCanvas canvas, Area area, string title, Histogram histogram, string message)
        {
            float y = area.Y + Theme.Label.Capitals / 2 + 2;
            float width = canvas.Line(title, area.X, y, Theme.Strong, Theme.Text);
            Area chart = area.Below(CaptionHeight).Top(area.Height - CaptionHeight - AxisHeight);
            if (histogram == null)
            {
                canvas.Pixels.RoundedRectangle(chart, 6, HistogramPainter.Ground);
                PaintMessage(canvas, chart.Inset(20, 8), message ?? "");
                return;
            }
            canvas.Line(
                Figures(histogram), area.Right, y, Theme.Small, Theme.Quiet, TextAlign.Right, area.Width - width - 20);
            HistogramPainter.Paint(canvas.Pixels, chart, histogram, HistogramScale.Root);
            IReadOnlyList<double> edges = histogram.Edges;
            if (edges.Count > 1)
            {
                y = chart.Bottom + AxisHeight / 2 + 3;
                canvas.Line(NumberText.Value(edges[0]), area.X, y, Theme.Small, Theme.Quiet);
                string last = NumberText.Value(edges[edges.Count - 1]);
                canvas.Line(last, area.Right, y, Theme.Small, Theme.Quiet, TextAlign.Right);
            }
        }

        private static void PaintMessage(SheetCanvas canvas, Area area, string message)
        {
            int room = (int)(area.Height / Theme.Small.LineHeight);
            int lines = Wrapping.Lines(message, area.Width / Theme.Small.Capitals, room, canvas.Atlas).Count;
            float above = (area.Height - lines * Theme.Small.LineHeight) / 2;
            canvas.Paragraph(message, area.Below(above), Theme.Small, Theme.Quiet, TextAlign.Centre);
        }

        private static string Figures(Histogram histogram)
        {
            string figures = $"mean {NumberText.Value(histogram.Mean)} · {ZeroShare(histogram)} zeros";
            return histogram.NotFinite > 0
                ? $"{figures} · {NumberText.Count(histogram.NotFinite)} not finite"
                : figures;
        }

        /// <summary>In per cent of the finite values.</summary>
        private static string ZeroShare(Histogram histogram)
        {
            long total = 0;
            foreach (long count in histogram.Counts)
            {
                total += count;
            }
            if (histogram.Zeros == 0 || total == 0)
            {
                return "no";
            }
            double share = 100.0 * histogram.Zeros / total;
            return share < 1 ? "under 1 %" : $"{(int)share} %";
        }
    }
}
