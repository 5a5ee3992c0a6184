using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>
    /// The board under the picture shelf: a card for each data set, the page turner, noise, and which frequencies of
    /// the picture enter the networks. As wide as the shelf. Dataset's Index is the card.
    /// </summary>
    public sealed class DatasetSheet : Sheet
    {
        private const int CardsShown = 2;
        private const float ReadFrom = 1.6f;
        private const float StepperWidth = 290;
        private const float ShelfWidth =
            Sizes.ShelfColumns * Sizes.ShelfPicture + (Sizes.ShelfColumns - 1) * Sizes.ShelfGap;

        private static readonly string[] Bands = { "All", "Below", "Above" };
        private static readonly string[] BandNotes = { "as it is", "coarse only", "fine only" };

        private readonly ListView cards = new ListView(CardsShown);
        private IReadOnlyList<DatasetSummary> datasets = new DatasetSummary[0];
        private int chosen;
        private int first;
        private int shown;
        private int total;
        private int band;
        private string cutoff = "all waves";
        private bool hasCoarser;
        private bool hasFiner;

        public DatasetSheet(GlyphAtlas atlas)
            : base(
                atlas,
                ShelfWidth * Theme.PixelsPerDegree / (Theme.MetresPerDegree * ReadFrom),
                2 * Theme.Margin + 3 * Theme.Target + 2 * Theme.Gap,
                ReadFrom)
        {
        }

        public void SetDatasets(IReadOnlyList<DatasetSummary> datasets, int chosen)
        {
            this.datasets = datasets;
            this.chosen = chosen;
            cards.SetCount(datasets.Count);
            cards.Show(chosen);
            Changed();
        }

        /// <summary>Which pictures hang on the shelf: the first, how many, and of how many.</summary>
        public void SetPage(int first, int shown, int total)
        {
            this.first = first;
            this.shown = shown;
            this.total = total;
            Changed();
        }

        /// <summary>Which frequencies are kept.</summary>
        /// <param name="band">everything, below the cut-off, above it</param>
        /// <param name="cutoff">what stands between the buttons that change it</param>
        /// <param name="hasCoarser">whether it can be lower</param>
        /// <param name="hasFiner">whether it can be higher</param>
        public void SetFrequencies(int band, string cutoff, bool hasCoarser, bool hasFiner)
        {
            this.band = band;
            this.cutoff = cutoff;
            this.hasCoarser = hasCoarser;
            this.hasFiner = hasFiner;
            Changed();
        }

        protected override void Compose(SheetCanvas canvas)
        {
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin);
            PaintCards(canvas, body.Top(Theme.Target));
            Area row = body.Below(Theme.Target + Theme.Gap).Top(Theme.Target);
            Area noise = row.RightPart(200);
            Button.PaintWithNote(canvas, noise, "Noise", "a new picture", new SheetPress(SheetActions.Noise));
            Area pages = row.Left(row.Width - noise.Width - Theme.Gap);
            SheetPress earlier = first > 0 ? new SheetPress(SheetActions.EarlierPictures) : SheetPress.None;
            SheetPress further = first + shown < total
                ? new SheetPress(SheetActions.FurtherPictures)
                : SheetPress.None;
            Stepper.Paint(canvas, pages, Shown(), earlier, further);
            PaintFrequencies(canvas, body.Below(2 * (Theme.Target + Theme.Gap)));
        }

        protected override SheetPress Answer(SheetPress press)
        {
            if (!cards.Answer(press))
            {
                return press;
            }
            Changed();
            return new SheetPress(SheetActions.Answered);
        }

        private void PaintFrequencies(SheetCanvas canvas, Area row)
        {
            Area choices = row.Left(row.Width - StepperWidth - Theme.Gap);
            for (int i = 0; i < Bands.Length; i++)
            {
                Button.PaintWithNote(
                    canvas,
                    choices.Column(i, Bands.Length, Theme.Gap),
                    Bands[i],
                    BandNotes[i],
                    new SheetPress(SheetActions.Frequencies, i),
                    i == band ? ButtonKind.Chosen : ButtonKind.Plain);
            }

            Stepper.Paint(
                canvas,
                row.RightPart(StepperWidth),
                cutoff,
                hasCoarser ? new SheetPress(SheetActions.CoarserCutoff) : SheetPress.None,
                hasFiner ? new SheetPress(SheetActions.FinerCutoff) : SheetPress.None);
        }

        private void PaintCards(SheetCanvas canvas, Area area)
        {
            if (datasets.Count == 0)
            {
                canvas.Line("No data set is served", area.X, area.CentreY - 14, Theme.Body, Theme.Text);
                canvas.Line(
                    "Start the server with --dataset, or use noise",
                    area.X,
                    area.CentreY + 18,
                    Theme.Small,
                    Theme.Quiet,
                    widest: area.Width);
                return;
            }
            Area cards = area;
            if (this.cards.Pages > 1)
            {
                float arrows = 2 * Theme.Target + Theme.NarrowGap;
                cards = area.Left(area.Width - arrows - Theme.Gap);
                this.cards.PaintArrows(canvas, area.RightPart(arrows));
            }
            int columns = this.cards.Pages > 1 ? CardsShown : datasets.Count;
            for (int i = this.cards.First; i < this.cards.End; i++)
            {
                DatasetSummary dataset = datasets[i];
                Button.PaintWithNote(
                    canvas,
                    cards.Column(i - this.cards.First, columns, Theme.Gap),
                    dataset.Name,
                    Facts(dataset),
                    new SheetPress(SheetActions.Dataset, i, dataset.Id),
                    i == chosen && datasets.Count > 1 ? ButtonKind.Chosen : ButtonKind.Plain);
            }
        }

        private static string Facts(DatasetSummary dataset)
        {
            string pictures = dataset.Count == 1 ? "1 picture" : $"{NumberText.Count(dataset.Count)} pictures";
            int classes = dataset.ClassNames.Count;
            return classes == 1 ? $"{pictures} · 1 class" : $"{pictures} · {NumberText.Count(classes)} classes";
        }

        private string Shown()
        {
            if (this.shown == 0)
            {
                return "No pictures yet";
            }
            string shown = $"{NumberText.Count(first + 1)} to {NumberText.Count(first + this.shown)}";
            return $"{shown} of {NumberText.Count(total)}";
        }
    }
}
