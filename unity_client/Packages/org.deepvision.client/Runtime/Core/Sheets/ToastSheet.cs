using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>A short message. A press on it dismisses it.</summary>
    public sealed class ToastSheet : Sheet
    {
        private const float Wide = 860;
        private const int LinesShown = 4;

        private string text = "";
        private ToastKind kind;

        public ToastSheet(GlyphAtlas atlas)
            : base(atlas, Wide, LinesShown * Theme.Label.LineHeight + 2 * 26, 1.5f)
        {
        }

        public void Set(string text, ToastKind kind)
        {
            if (text != this.text || kind != this.kind)
            {
                this.text = text;
                this.kind = kind;
                Changed();
            }
        }

        protected override void Compose(SheetCanvas canvas)
        {
            Area all = canvas.Pixels.Bounds;
            bool hovered = canvas.Target(all, new SheetPress(SheetActions.Dismiss));
            Rgb colour = kind == ToastKind.Error ? Theme.Wrong : kind == ToastKind.Hint ? Theme.Focus : Theme.Accent;
            Area inner = all.Inset(28, 26);
            Button.CloseSign(canvas, inner.RightPart(24), hovered);
            Area text = new Area(inner.X + 28, inner.Y, inner.Width - 28 - 48, inner.Height);
            int lines = Wrapping.Lines(this.text, text.Width / Theme.Label.Capitals, LinesShown, canvas.Atlas).Count;
            float height = lines * Theme.Label.LineHeight;
            float above = (text.Height - height) / 2;
            canvas.Pixels.RoundedRectangle(new Area(inner.X, inner.Y + above, 6, height), 3, colour);
            canvas.Paragraph(this.text, text.Below(above), Theme.Label, Theme.Text);
        }
    }
}
