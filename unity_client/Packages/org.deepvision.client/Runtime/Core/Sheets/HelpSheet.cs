using System.Collections.Generic;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>All controls.</summary>
    public sealed class HelpSheet : Sheet
    {
        private const int RowsShown = 11;
        private const float RowHeight = 44;
        private const float RowsHeight = RowsShown * RowHeight + (RowsShown - 1) * Theme.NarrowGap;
        private const float WhatShare = 0.4f;

        private readonly ListView list = new ListView(RowsShown);
        private IReadOnlyList<HelpRow> rows = new HelpRow[0];
        private string note = "";

        public HelpSheet(GlyphAtlas atlas)
            : base(atlas, 912, SheetHeader.Height + RowsHeight + Theme.Gap + Theme.Target + Theme.Margin, 1.2f)
        {
        }

        /// <summary><paramref name="note"/>: for what they are, such as "Controllers, right-handed".</summary>
        public void SetRows(IReadOnlyList<HelpRow> rows, string note)
        {
            this.rows = rows;
            this.note = note;
            list.SetCount(rows.Count);
            Changed();
        }

        protected override void Compose(SheetCanvas canvas)
        {
            SheetHeader.Paint(canvas, "Controls", note);
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin, 0).Below(SheetHeader.Height);
            for (int i = list.First; i < list.End; i++)
            {
                Area row = list.RowArea(body.Top(RowsHeight), i);
                float what = row.Width * WhatShare;
                canvas.Line(rows[i].What, row.X, row.CentreY, Theme.Label, Theme.Text, widest: what - Theme.Gap);
                canvas.Line(
                    rows[i].How, row.X + what, row.CentreY, Theme.Label, Theme.Quiet, widest: row.Width - what);
                if (i + 1 < list.End)
                {
                    canvas.Rule(row.X, row.Bottom + Theme.NarrowGap / 2, row.Width);
                }
            }
            list.PaintPager(canvas, body.Below(RowsHeight + Theme.Gap).Top(Theme.Target));
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
    }
}
