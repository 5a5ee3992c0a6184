using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A switch that is on or off; the area around it is pressed.</summary>
    public static class Toggle
    {
        private const float Length = 64;
        private const float Thickness = 34;

        public static void Paint(SheetCanvas canvas, Area area, bool on, SheetPress press)
        {
            bool hovered = canvas.Target(area, press);
            Area track = new Area(area.Right - Length, area.CentreY - Thickness / 2, Length, Thickness);
            canvas.Pixels.RoundedRectangle(track, Thickness / 2, on ? Theme.Bar : Theme.Track);
            if (hovered)
            {
                canvas.Pixels.RoundedFrame(track, Thickness / 2, 2, Theme.Accent);
            }
            float knob = Thickness - 8;
            float left = on ? track.Right - knob - 4 : track.X + 4;
            canvas.Pixels.RoundedRectangle(new Area(left, track.Y + 4, knob, knob), knob / 2, Theme.Text);
        }
    }
}
