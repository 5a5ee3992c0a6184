using System.Collections.Generic;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>
    /// Every setting with its value. Setting's Index is the option chosen, its Text the setting's key.
    /// </summary>
    public sealed class SettingsSheet : Sheet
    {
        private const int RowsShown = 6;
        private const float RowHeight = 88;
        private const float RowsHeight = RowsShown * RowHeight + (RowsShown - 1) * Theme.NarrowGap;
        private const float ValueWidth = 390;

        private readonly ListView list = new ListView(RowsShown);
        private IReadOnlyList<SettingRow> rows = new SettingRow[0];
        private string server = "";

        public SettingsSheet(GlyphAtlas atlas)
            : base(
                atlas, 912, SheetHeader.Height + RowsHeight + 2 * (Theme.Target + Theme.Gap) + Theme.Margin, 1.2f)
        {
        }

        public void SetRows(IReadOnlyList<SettingRow> rows)
        {
            this.rows = rows;
            list.SetCount(rows.Count);
            Changed();
        }

        /// <summary>The address of the server, as it is shown.</summary>
        public void SetServer(string address)
        {
            server = address;
            Changed();
        }

        protected override void Compose(SheetCanvas canvas)
        {
            SheetHeader.Paint(canvas, "Settings", "Kept on this device");
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin, 0).Below(SheetHeader.Height);
            Area rows = body.Top(RowsHeight);
            for (int i = list.First; i < list.End; i++)
            {
                Area row = list.RowArea(rows, i);
                PaintRow(canvas, row, this.rows[i]);
                if (i + 1 < list.End)
                {
                    canvas.Rule(row.X, row.Bottom + Theme.NarrowGap / 2, row.Width);
                }
            }
            Area footer = body.Below(RowsHeight + Theme.Gap);
            list.PaintPager(canvas, footer.Top(Theme.Target));
            Area last = footer.Below(Theme.Target + Theme.Gap).Top(Theme.Target);
            Area quit = last.RightPart(180);
            Button.PaintWithNote(
                canvas,
                last.Left(last.Width - quit.Width - Theme.Gap),
                "Server address",
                server.Length == 0 ? "none yet" : server,
                new SheetPress(SheetActions.ChangeAddress));
            Button.Paint(canvas, quit, "Quit", new SheetPress(SheetActions.Quit));
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

        private static void PaintRow(SheetCanvas canvas, Area area, SettingRow row)
        {
            float width = area.Width - ValueWidth - Theme.Gap;
            canvas.Line(row.Label, area.X, area.CentreY - 14, Theme.Body, Theme.Text, widest: width);
            canvas.Line(row.Help, area.X, area.CentreY + 18, Theme.Small, Theme.Quiet, widest: width);
            Area value = new Area(area.Right - ValueWidth, area.CentreY - Theme.Target / 2, ValueWidth, Theme.Target);
            if (row.IsSwitch)
            {
                SheetPress other = new SheetPress(SheetActions.Setting, row.Chosen == 1 ? 0 : 1, row.Key);
                Toggle.Paint(canvas, value.RightPart(2 * Theme.Target), row.Chosen == 1, other);
                return;
            }
            bool known = row.Chosen >= 0 && row.Chosen < row.Options.Count;
            SheetPress less = row.Chosen > 0
                ? new SheetPress(SheetActions.Setting, row.Chosen - 1, row.Key)
                : SheetPress.None;
            SheetPress more = row.Chosen + 1 < row.Options.Count
                ? new SheetPress(SheetActions.Setting, row.Chosen + 1, row.Key)
                : SheetPress.None;
            Stepper.Paint(canvas, value, known ? row.Options[row.Chosen] : "–", less, more);
        }
    }
}
