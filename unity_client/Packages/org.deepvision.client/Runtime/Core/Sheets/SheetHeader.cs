using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A sheet's title, a quiet line below it, and the button that closes it.</summary>
    public static class SheetHeader
    {
        /// <summary>Pixels from the sheet's upper edge to where its contents begin.</summary>
        public const float Height = Theme.Margin + Theme.Target + Theme.Gap;

        public static void Paint(SheetCanvas canvas, string title, string note, bool closes = true)
        {
            Area area = canvas.Pixels.Bounds.Inset(Theme.Margin).Top(Theme.Target);
            float widest = area.Width;
            if (closes)
            {
                widest -= Theme.Target + Theme.Gap;
                Button.PaintSign(canvas, area.RightPart(Theme.Target), '×', new SheetPress(SheetActions.Close));
            }
            bool alone = string.IsNullOrEmpty(note);
            float y = alone ? area.CentreY : area.Y + 22;
            canvas.Line(title, area.X, y, Theme.Heading, Theme.Text, widest: widest);
            if (!alone)
            {
                canvas.Line(note, area.X, area.Y + 58, Theme.Small, Theme.Quiet, widest: widest);
            }
        }
    }
}
