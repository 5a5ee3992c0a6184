using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>What happened to the connection, what to do, and buttons that do it.</summary>
    public sealed class ConnectionSheet : Sheet
    {
        private const float TextHeight = 152;

        private ConnectionKind kind;
        private string address = "";
        private string detail = "";

        public ConnectionSheet(GlyphAtlas atlas)
            : base(atlas, 840, 2 * Theme.Margin + 100 + TextHeight + Theme.Gap + Theme.Target, 1.5f)
        {
        }

        /// <summary>
        /// <paramref name="detail"/>: what was expected, what came and what to do; empty: what usually helps.
        /// </summary>
        public void Set(ConnectionKind kind, string address, string detail)
        {
            if (kind != this.kind || address != this.address || detail != this.detail)
            {
                this.kind = kind;
                this.address = address;
                this.detail = detail ?? "";
                Changed();
            }
        }

        protected override void Compose(SheetCanvas canvas)
        {
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin);
            bool calm = kind == ConnectionKind.Connecting;
            Rgb colour = calm ? Theme.Accent : kind == ConnectionKind.Lost ? Theme.Focus : Theme.Wrong;
            canvas.Pixels.RoundedRectangle(new Area(body.X, body.Y + 6, 6, 68), 3, colour);
            Area head = body.Inset(24, 0);
            canvas.Line(Title, head.X, head.Y + 20, Theme.Heading, Theme.Text, widest: head.Width);
            canvas.Line(address, head.X, head.Y + 60, Theme.Label, Theme.Quiet, widest: head.Width);
            string text = detail.Length > 0 ? detail : Advice;
            canvas.Paragraph(text, head.Below(100).Top(TextHeight), Theme.Label, Theme.Text);
            Area row = body.Below(body.Height - Theme.Target);
            if (!calm)
            {
                Area first = row.Column(0, 3, Theme.Gap);
                Button.Paint(canvas, first, "Try again", new SheetPress(SheetActions.Retry), ButtonKind.Primary);
            }
            PaintButton(canvas, row.Column(1, 3, Theme.Gap), "Other address", SheetActions.ChangeAddress);
            PaintButton(canvas, row.Column(2, 3, Theme.Gap), "Recorded network", SheetActions.Recorded);
        }

        private static void PaintButton(SheetCanvas canvas, Area area, string label, string action)
        {
            Button.Paint(canvas, area, label, new SheetPress(action));
        }

        private string Title
        {
            get
            {
                switch (kind)
                {
                    case ConnectionKind.Connecting:
                        return "Connecting…";
                    case ConnectionKind.Unreachable:
                        return "No server answers";
                    case ConnectionKind.WrongVersion:
                        return "Another version of the server";
                    case ConnectionKind.ServerError:
                        return "The server reports a problem";
                    default:
                        return "The server is gone";
                }
            }
        }

        private string Advice
        {
            get
            {
                switch (kind)
                {
                    case ConnectionKind.Connecting:
                        return "The hall appears when the server has answered. Without a server, the recorded network "
                            + "shows how it looks.";
                    case ConnectionKind.Unreachable:
                        return "Is the server running, and are both in the same network? On its computer it must "
                            + "listen for others: --host 0.0.0.0 --token …";
                    case ConnectionKind.WrongVersion:
                        return "Install the same version of DeepVisionVR on both sides.";
                    case ConnectionKind.ServerError:
                        return "Try again; if it stays, the server's window says more.";
                    default:
                        return "What is here stays. It goes on by itself as soon as the server answers again.";
                }
            }
        }
    }
}
