using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>The first line of the results, on the tool: at the fortieth layer nobody sees the entrance.</summary>
    public sealed class ResultsSheet : Sheet
    {
        private const float PixelsPerMetre =
            Theme.PixelsPerDegree / (Theme.MetresPerDegree * Sizes.HologramFromEye);

        private string name;
        private double? probability;
        private string note = "";
        private Rgb noteColour = Theme.Quiet;

        public ResultsSheet(GlyphAtlas atlas)
            : base(atlas, Sizes.Hologram * PixelsPerMetre, 124, Sizes.HologramFromEye)
        {
        }

        /// <summary>The run of a network; null: none yet.</summary>
        public void Set(Run run, bool trained)
        {
            Prediction best = run == null || run.Predictions.Count == 0 ? null : run.Predictions[0];
            name = best?.Name;
            probability = best?.Probability;
            if (!trained)
            {
                note = "untrained: the results mean nothing";
                noteColour = Theme.Focus;
            }
            else if (run?.TrueClass == null)
            {
                note = "";
            }
            else
            {
                bool met = run.TrueClass == name;
                note = met ? $"✓ right: it is {run.TrueClass}" : $"✗ it is {run.TrueClass}";
                noteColour = met ? Theme.Right : Theme.Wrong;
            }
            Changed();
        }

        protected override void Compose(SheetCanvas canvas)
        {
            Area inner = canvas.Pixels.Bounds.Inset(26, 22);
            if (name == null)
            {
                canvas.Line("No picture yet", inner.X, inner.CentreY, Theme.Body, Theme.Quiet, widest: inner.Width);
                return;
            }
            bool alone = note.Length == 0;
            float y = alone ? inner.CentreY : inner.Y + 18;
            canvas.Line(
                NumberText.Percent(probability), inner.Right, y, Theme.Strong, Theme.Text, TextAlign.Right);
            Area bar = new Area(inner.Right - 130 - 18 - inner.Width * 0.24f, y - 7, inner.Width * 0.24f, 14);
            ProgressBar.Paint(canvas, bar, probability ?? 0, Theme.Accent);
            canvas.Line(name, inner.X, y, Theme.Strong, Theme.Text, widest: bar.X - inner.X - 20);
            if (!alone)
            {
                canvas.Line(note, inner.X, inner.Bottom - 12, Theme.Label, noteColour, widest: inner.Width);
            }
        }
    }
}
