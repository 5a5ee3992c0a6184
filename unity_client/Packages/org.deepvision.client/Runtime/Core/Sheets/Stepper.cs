using DeepVision.Hall;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A value between two buttons that go to the one before and the one after.</summary>
    public static class Stepper
    {
        /// <summary>A press without an action makes its button one that cannot be pressed.</summary>
        public static void Paint(SheetCanvas canvas, Area area, string value, SheetPress less, SheetPress more)
        {
            Area left = area.Left(Theme.Target);
            Area right = area.RightPart(Theme.Target);
            Button.PaintSign(canvas, left, '‹', less, less.IsNone ? ButtonKind.Disabled : ButtonKind.Plain);
            Button.PaintSign(canvas, right, '›', more, more.IsNone ? ButtonKind.Disabled : ButtonKind.Plain);
            if (value.Length == 0)
            {
                return;
            }
            canvas.Line(
                value,
                area.CentreX,
                area.CentreY,
                Theme.Label,
                Theme.Text,
                TextAlign.Centre,
                area.Width - 2 * Theme.Target - 12);
        }
    }
}
