using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>A button with a word, or with a sign above it.</summary>
    public static class Button
    {
        private const float Padding = 14;

        /// <summary>A button with a word in its middle.</summary>
        public static void Paint(
            SheetCanvas canvas, Area area, string label, SheetPress press, ButtonKind kind = ButtonKind.Plain)
        {
            Rgb colour = Ground(canvas, area, press, kind);
            canvas.Line(
                label, area.CentreX, area.CentreY, Theme.Body, colour, TextAlign.Centre, area.Width - 2 * Padding);
        }

        /// <summary>A button with a sign above its word.</summary>
        public static void PaintSigned(
            SheetCanvas canvas,
            Area area,
            char sign,
            string label,
            SheetPress press,
            ButtonKind kind = ButtonKind.Plain)
        {
            Rgb colour = Ground(canvas, area, press, kind);
            Rgb signColour = kind == ButtonKind.Plain ? Theme.Accent : colour;
            canvas.Sign(sign, area.CentreX, area.Y + area.Height * 0.35f, Theme.Sign, signColour);
            canvas.Line(
                label,
                area.CentreX,
                area.Y + area.Height * 0.75f,
                Theme.Label,
                colour,
                TextAlign.Centre,
                area.Width - 16);
        }

        /// <summary>A square button with a sign only, such as × or ›.</summary>
        public static void PaintSign(
            SheetCanvas canvas, Area area, char sign, SheetPress press, ButtonKind kind = ButtonKind.Plain)
        {
            Rgb colour = Ground(canvas, area, press, kind);
            canvas.Sign(sign, area.CentreX, area.CentreY, Theme.Sign, colour);
        }

        /// <summary>Two lines: a word and what it means, from the left.</summary>
        public static void PaintWithNote(
            SheetCanvas canvas,
            Area area,
            string label,
            string note,
            SheetPress press,
            ButtonKind kind = ButtonKind.Plain)
        {
            Rgb colour = Ground(canvas, area, press, kind);
            Rgb noteColour = kind == ButtonKind.Plain || kind == ButtonKind.Primary ? Theme.Quiet : colour;
            float width = area.Width - 2 * Padding;
            canvas.Line(label, area.CentreX, area.CentreY - 12, Theme.Body, colour, TextAlign.Centre, width);
            canvas.Line(note, area.CentreX, area.CentreY + 18, Theme.Small, noteColour, TextAlign.Centre, width);
        }

        /// <summary>A small × without a ground, where the whole sheet is the button.</summary>
        public static void CloseSign(SheetCanvas canvas, Area area, bool hovered)
        {
            Rgb colour = hovered ? Theme.Text : Theme.Quiet;
            canvas.Sign('×', area.CentreX, area.CentreY, Theme.Sign, colour);
        }

        /// <summary>The button's ground and frame; makes it pressable.</summary>
        /// <returns>The colour of what is written on it.</returns>
        internal static Rgb Ground(SheetCanvas canvas, Area area, SheetPress press, ButtonKind kind)
        {
            PixelBuffer pixels = canvas.Pixels;
            if (kind == ButtonKind.Disabled)
            {
                pixels.RoundedFrame(area, Theme.Radius, 1.5f, Theme.Raised);
                return Theme.Faint;
            }
            bool hovered = canvas.Target(area, press);
            switch (kind)
            {
                case ButtonKind.Primary:
                    pixels.RoundedRectangle(
                        area, Theme.Radius, hovered ? Theme.HoveredAccentGround : Theme.AccentGround);
                    pixels.RoundedFrame(area, Theme.Radius, 1.5f, hovered ? Theme.Accent : Theme.Bar);
                    return Theme.Text;
                case ButtonKind.Chosen:
                    pixels.RoundedRectangle(area, Theme.Radius, Theme.Focus);
                    return Theme.OnFocus;
                default:
                    pixels.RoundedRectangle(area, Theme.Radius, hovered ? Theme.Hovered : Theme.Raised);
                    pixels.RoundedFrame(area, Theme.Radius, 1.5f, hovered ? Theme.HoveredEdge : Theme.Edge);
                    return Theme.Text;
            }
        }
    }
}
