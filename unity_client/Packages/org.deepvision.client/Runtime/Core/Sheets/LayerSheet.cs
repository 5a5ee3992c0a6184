using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>
    /// Everything about a layer, and what can be done with it: facts, distributions, feature visualization, the order
    /// of its tiles, hiding it and putting it back.
    /// </summary>
    public sealed class LayerSheet : Sheet
    {
        /// <summary>How many channels "strongest" means.</summary>
        public const int Strongest = 16;

        private const float Wide = 816;
        private const float FactsHeight = 144;
        private const float ChartHeight = 168;
        private const float VisualizationHeight = 34 + Theme.Target + 4;
        private const float Tall = SheetHeader.Height + FactsHeight + 2 * (ChartHeight + Theme.Gap)
            + VisualizationHeight + Theme.Gap + 2 * Theme.Target + Theme.Gap + Theme.Margin;

        private Node node;
        private string origin;
        private double? min;
        private double? max;
        private int? dead;
        private Histogram activations;
        private Histogram weights;
        private string activationsMessage;
        private string weightsMessage;
        private string order = "by number";
        private bool hasPictures;
        private bool picturesShown;
        private bool moved;
        private Job job;
        private string strongest = "";
        private string all = "";
        private int firstChannel;
        private int endChannel;

        public LayerSheet(GlyphAtlas atlas)
            : base(atlas, Wide, Tall, 2)
        {
        }

        /// <summary>
        /// Shows another layer; everything else that was set is forgotten. <paramref name="origin"/>: where it stands,
        /// such as "layer1 · conv 3×3 from relu"; null: nothing to say.
        /// </summary>
        public void SetLayer(Node node, string origin)
        {
            this.node = node;
            this.origin = origin;
            min = max = null;
            dead = null;
            activations = weights = null;
            activationsMessage = weightsMessage = "Reading the distribution…";
            order = "by number";
            hasPictures = picturesShown = moved = false;
            job = null;
            strongest = all = "";
            firstChannel = 0;
            endChannel = node.Shape.Channels;
            Changed();
        }

        /// <summary>Range of its values and number of channels that are zero everywhere; null: not here yet.</summary>
        public void SetStatistics(double? min, double? max, int? dead)
        {
            this.min = min;
            this.max = max;
            this.dead = dead;
            Changed();
        }

        /// <summary>The distribution of the activations, or null and why there is none.</summary>
        public void SetActivations(Histogram histogram, string message = null)
        {
            activations = histogram;
            activationsMessage = message;
            Changed();
        }

        /// <summary>The distribution of the weights, or null and why there is none.</summary>
        public void SetWeights(Histogram histogram, string message = null)
        {
            weights = histogram;
            weightsMessage = message;
            Changed();
        }

        /// <summary>How the tiles are ordered: "by number", "strongest first".</summary>
        public void SetOrder(string order)
        {
            this.order = order;
            Changed();
        }

        /// <summary>Which channels stand on the panel, if it does not hold all of them.</summary>
        public void SetPage(int first, int end)
        {
            firstChannel = first;
            endChannel = end;
            Changed();
        }

        /// <summary>Whether there are pictures of feature visualization, and whether the tiles show them.</summary>
        public void SetPictures(bool available, bool shown)
        {
            hasPictures = available;
            picturesShown = shown;
            Changed();
        }

        /// <summary>Whether it was moved or scaled.</summary>
        public void SetMoved(bool moved)
        {
            this.moved = moved;
            Changed();
        }

        /// <summary>The feature visualization that runs or has ended; null: none.</summary>
        public void SetJob(Job job)
        {
            this.job = job;
            Changed();
        }

        /// <summary>How long feature visualization takes for the strongest channels and for all.</summary>
        public void SetEstimates(string strongest, string all)
        {
            this.strongest = strongest;
            this.all = all;
            Changed();
        }

        protected override void Compose(SheetCanvas canvas)
        {
            if (node == null)
            {
                SheetHeader.Paint(canvas, "Layer", "Point at a layer and press to see it here");
                return;
            }
            SheetHeader.Paint(canvas, node.Name, string.IsNullOrEmpty(origin) ? node.Id : $"{node.Id} · {origin}");
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin, 0).Below(SheetHeader.Height);
            PaintFacts(canvas, body.Top(FactsHeight - Theme.Gap));
            body = body.Below(FactsHeight);
            HistogramView.Paint(canvas, body.Top(ChartHeight), "Activations", activations, activationsMessage);
            body = body.Below(ChartHeight + Theme.Gap);
            HistogramView.Paint(canvas, body.Top(ChartHeight), "Weights", weights, weightsMessage);
            body = body.Below(ChartHeight + Theme.Gap);
            PaintVisualization(canvas, body.Top(VisualizationHeight));
            body = body.Below(VisualizationHeight + Theme.Gap);
            PaintTiles(canvas, body.Top(Theme.Target));
            body = body.Below(Theme.Target + Theme.Gap).Top(Theme.Target);
            PaintPlace(canvas, body);
        }

        private void PaintFacts(SheetCanvas canvas, Area area)
        {
            bool arrived = min != null && max != null;
            string range = arrived ? $"{NumberText.Value(min)} … {NumberText.Value(max)}" : "on its way";
            string dead = this.dead == null ? "–" : $"{this.dead} of {node.Shape.Channels}";
            Fact(canvas, area, 0, "Shape", NumberText.Shape(node.Shape));
            Fact(canvas, area, 1, "Range", range);
            Fact(canvas, area, 2, "Parameters", NumberText.Count(node.Parameters));
            Fact(canvas, area, 3, "Dead channels", dead);
        }

        private static void Fact(SheetCanvas canvas, Area area, int index, string label, string value)
        {
            Area cell = area.Row(index / 2, 2, 0).Column(index % 2, 2, Theme.Gap);
            canvas.Line(label, cell.X, cell.Y + 8, Theme.Small, Theme.Quiet, widest: cell.Width);
            canvas.Line(value, cell.X, cell.Y + 34, Theme.Body, Theme.Text, widest: cell.Width);
        }

        private void PaintVisualization(SheetCanvas canvas, Area area)
        {
            float y = area.Y + 10;
            float width = canvas.Line("Feature visualization", area.X, y, Theme.Strong, Theme.Text);
            if (job != null)
            {
                Rgb colour = job.State == "failed" ? Theme.Wrong : Theme.Quiet;
                canvas.Line(
                    JobText.Of(job), area.Right, y, Theme.Small, colour, TextAlign.Right, area.Width - width - 20);
            }
            Area row = area.Below(area.Height - Theme.Target);
            if (JobText.Runs(job))
            {
                Area stop = row.RightPart(150);
                Area bar = row.Left(row.Width - stop.Width - Theme.Gap);
                ProgressBar.Paint(
                    canvas,
                    new Area(bar.X, bar.CentreY - 6, bar.Width, 12),
                    job.Total > 0 ? (double)job.Done / job.Total : 0,
                    Theme.Accent);
                Button.Paint(canvas, stop, "Stop", new SheetPress(SheetActions.StopVisualizing));
                return;
            }
            int channels = node.Shape.Channels;
            SheetPress all = new SheetPress(SheetActions.VisualizeAll);
            if (channels <= Strongest)
            {
                PaintStart(canvas, row, channels == 1 ? "This channel" : $"All {channels} channels", this.all, all);
                return;
            }
            SheetPress strongest = new SheetPress(SheetActions.VisualizeStrongest);
            PaintStart(canvas, row.Column(0, 2, Theme.Gap), $"{Strongest} strongest", this.strongest, strongest);
            PaintStart(canvas, row.Column(1, 2, Theme.Gap), $"All {NumberText.Count(channels)}", this.all, all);
        }

        private static void PaintStart(SheetCanvas canvas, Area area, string label, string note, SheetPress press)
        {
            if (string.IsNullOrEmpty(note))
            {
                Button.Paint(canvas, area, label, press, ButtonKind.Primary);
                return;
            }
            Button.PaintWithNote(canvas, area, label, note, press, ButtonKind.Primary);
        }

        private void PaintTiles(SheetCanvas canvas, Area area)
        {
            Button.PaintWithNote(
                canvas, area.Column(0, 2, Theme.Gap), "Order", order, new SheetPress(SheetActions.Order));
            Area right = area.Column(1, 2, Theme.Gap);
            string action = picturesShown ? SheetActions.ShowActivations : SheetActions.ShowPictures;
            string shown = picturesShown ? "visualizations" : "activations";
            Button.PaintWithNote(
                canvas,
                right,
                "Tiles show",
                shown,
                new SheetPress(action),
                hasPictures ? ButtonKind.Plain : ButtonKind.Disabled);
        }

        private void PaintPlace(SheetCanvas canvas, Area area)
        {
            bool pages = endChannel - firstChannel < node.Shape.Channels;
            Area left = area.Column(0, 2, Theme.Gap);
            Area right = area.Column(1, 2, Theme.Gap);
            if (pages)
            {
                PaintPages(canvas, left);
                left = right.Column(0, 2, Theme.Gap);
                right = right.Column(1, 2, Theme.Gap);
            }
            Button.Paint(canvas, left, "Hide", new SheetPress(SheetActions.Hide));
            Button.Paint(
                canvas,
                right,
                "Put back",
                new SheetPress(SheetActions.PutBack),
                moved ? ButtonKind.Plain : ButtonKind.Disabled);
        }

        private void PaintPages(SheetCanvas canvas, Area area)
        {
            SheetPress earlier = firstChannel > 0 ? new SheetPress(SheetActions.EarlierChannels) : SheetPress.None;
            SheetPress further = endChannel < node.Shape.Channels
                ? new SheetPress(SheetActions.FurtherChannels)
                : SheetPress.None;
            string shown = $"{NumberText.Count(firstChannel)} to {NumberText.Count(endChannel - 1)}";
            Stepper.Paint(canvas, area, shown, earlier, further);
        }
    }
}
