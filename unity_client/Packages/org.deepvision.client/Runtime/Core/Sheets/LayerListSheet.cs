using System.Collections.Generic;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>Every layer by name: a press goes there. GoToLayer's Index is the row.</summary>
    public sealed class LayerListSheet : Sheet
    {
        private const int RowsShown = 7;
        private const float RowsHeight = RowsShown * Theme.Target + (RowsShown - 1) * Theme.NarrowGap;
        private const float Padding = 18;

        private readonly ListView list = new ListView(RowsShown);
        private IReadOnlyList<LayerRow> rows = new LayerRow[0];
        private int current = -1;

        public LayerListSheet(GlyphAtlas atlas)
            : base(
                atlas, 744, SheetHeader.Height + RowsHeight + 2 * Theme.Gap + 2 * Theme.Target + Theme.Margin, 1.2f)
        {
        }

        public void SetLayers(IReadOnlyList<LayerRow> rows)
        {
            this.rows = rows;
            list.SetCount(rows.Count);
            Changed();
        }

        /// <summary>The row where the visitor is, or -1; its page is turned up.</summary>
        public void SetCurrent(int row)
        {
            if (row != current)
            {
                current = row;
                list.Show(row);
                Changed();
            }
        }

        protected override void Compose(SheetCanvas canvas)
        {
            SheetHeader.Paint(canvas, "Layers", this.rows.Count == 1 ? "1 layer" : $"{this.rows.Count} layers");
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin, 0).Below(SheetHeader.Height);
            Area rows = body.Top(RowsHeight);
            for (int i = list.First; i < list.End; i++)
            {
                PaintRow(canvas, list.RowArea(rows, i), i);
            }
            Area footer = body.Below(RowsHeight + Theme.Gap);
            list.PaintPager(canvas, footer.Top(Theme.Target));
            Area places = footer.Below(Theme.Target + Theme.Gap).Top(Theme.Target);
            Button.Paint(
                canvas, places.Column(0, 2, Theme.Gap), "Entrance", new SheetPress(SheetActions.GoToEntrance));
            Button.Paint(
                canvas, places.Column(1, 2, Theme.Gap), "From outside", new SheetPress(SheetActions.GoOutside));
        }

        protected override SheetPress Answer(SheetPress press)
        {
            if (!list.Answer(press))
            {
                return press;
            }
            Changed();
            return new SheetPress(SheetActions.Answered);
        }

        private void PaintRow(SheetCanvas canvas, Area area, int index)
        {
            LayerRow row = rows[index];
            bool current = index == this.current;
            bool hovered = canvas.Target(area, new SheetPress(SheetActions.GoToLayer, index));
            if (current || hovered)
            {
                canvas.Pixels.RoundedRectangle(area, Theme.Radius, current ? Theme.Focus : Theme.Hovered);
            }
            if (!current)
            {
                canvas.Rule(area.X, area.Bottom + Theme.NarrowGap / 2, area.Width);
            }
            Rgb colour = current ? Theme.OnFocus : Theme.Text;
            Rgb quiet = current ? Theme.OnFocus : Theme.Quiet;
            Area inner = area.Inset(Padding, 0);
            bool alone = string.IsNullOrEmpty(row.Section);
            float width = inner.Width * 0.62f;
            canvas.Line(
                row.Name, inner.X, alone ? inner.CentreY : inner.CentreY - 12, Theme.Body, colour, widest: width);
            if (!alone)
            {
                canvas.Line(row.Section, inner.X, inner.CentreY + 18, Theme.Small, quiet, widest: width);
            }
            canvas.Line(
                row.Facts, inner.Right, inner.CentreY, Theme.Small, quiet, TextAlign.Right, inner.Width * 0.35f);
        }
    }
}
