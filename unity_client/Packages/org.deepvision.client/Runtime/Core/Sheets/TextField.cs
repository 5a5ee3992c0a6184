using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A line of text that is typed; its end stays visible.</summary>
    public sealed class TextField
    {
        private const float Padding = 20;

        /// <param name="longest">characters; more are not taken</param>
        public TextField(int longest)
        {
            Longest = longest;
        }

        public string Text { get; private set; } = "";
        public int Longest { get; }

        public void Set(string text)
        {
            Text = text.Length > Longest ? text.Substring(0, Longest) : text;
        }

        /// <summary>Adds characters at the end; control characters are left out.</summary>
        public void Type(string characters)
        {
            foreach (char character in characters)
            {
                if (!char.IsControl(character) && Text.Length < Longest)
                {
                    Text += character;
                }
            }
        }

        public void DeleteLast()
        {
            if (Text.Length > 0)
            {
                Text = Text.Substring(0, Text.Length - 1);
            }
        }

        /// <summary>The field; what it is for is shown while it is empty.</summary>
        public void Paint(SheetCanvas canvas, Area area, string hint)
        {
            PixelBuffer pixels = canvas.Pixels;
            pixels.RoundedRectangle(area, Theme.Radius, Theme.Sunk);
            pixels.RoundedFrame(area, Theme.Radius, 2, Theme.Accent);
            Area inner = area.Inset(Padding, 0);
            float width = 0;
            if (Text.Length == 0)
            {
                canvas.Line(hint, inner.X + 8, inner.CentreY, Theme.Body, Theme.Faint, widest: inner.Width - 8);
            }
            else
            {
                width = canvas.Line(Visible(canvas, inner.Width - 4), inner.X, inner.CentreY, Theme.Body, Theme.Text);
            }
            pixels.Rectangle(new Area(inner.X + width + 2, inner.CentreY - 16, 2, 32), Theme.Focus);
        }

        /// <summary>As much of the end as fits.</summary>
        private string Visible(SheetCanvas canvas, float widest)
        {
            string visible = Text;
            for (int start = 1; canvas.Atlas.Measure(visible) * Theme.Body.Capitals > widest; start++)
            {
                visible = "…" + Text.Substring(start);
            }
            return visible;
        }
    }
}
