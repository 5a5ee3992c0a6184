using DeepVision.Hall;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>The colours of the values between two ends.</summary>
    public static class ColourBar
    {
        private const float EndWidth = 90;
        private const float Between = 10;

        /// <summary>The ends are −extent and extent.</summary>
        public static void Paint(SheetCanvas canvas, Area area, ColormapKind map, double extent)
        {
            Area bar = area.Inset(EndWidth, 0);
            for (float x = bar.X; x < bar.Right; x++)
            {
                float value = 2 * (x - bar.X) / (bar.Width - 1) - 1;
                canvas.Pixels.Rectangle(new Area(x, bar.Y, 1, bar.Height), Colormap.Bytes(map, value));
            }
            canvas.Pixels.RoundedFrame(bar.Inset(-1), 2, 1, Theme.Edge);
            float y = bar.CentreY;
            float widest = EndWidth - Between;
            string low = NumberText.Value(-extent);
            string high = NumberText.Value(extent);
            canvas.Line(low, bar.X - Between, y, Theme.Small, Theme.Quiet, TextAlign.Right, widest);
            canvas.Line(high, bar.Right + Between, y, Theme.Small, Theme.Quiet, TextAlign.Left, widest);
        }
    }
}
