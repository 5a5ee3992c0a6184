using System;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>How much of something is done.</summary>
    public static class ProgressBar
    {
        /// <param name="canvas">what it is painted on</param>
        /// <param name="area">the whole bar</param>
        /// <param name="share">0…1</param>
        /// <param name="colour">of the part that is done</param>
        public static void Paint(SheetCanvas canvas, Area area, double share, Rgb colour)
        {
            float radius = Math.Min(area.Height / 2, 5);
            canvas.Pixels.RoundedRectangle(area, radius, Theme.Track);
            float width = area.Width * (float)Math.Min(1, Math.Max(0, share));
            if (width >= 1)
            {
                canvas.Pixels.RoundedRectangle(area.Left(Math.Max(width, Math.Min(2 * radius, 4))), radius, colour);
            }
        }
    }
}
