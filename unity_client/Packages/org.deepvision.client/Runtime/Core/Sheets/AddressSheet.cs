using System;
using System.Collections.Generic;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>
    /// Where the server's address is typed, on its own keys or a real keyboard, or chosen from those used before.
    /// Connect's Text is the address as typed.
    /// </summary>
    public sealed class AddressSheet : Sheet
    {
        private const int RecentShown = 2;
        private const int LongestAddress = 300;
        private const float NoteHeight = 56;

        private readonly TextField field = new TextField(LongestAddress);
        private readonly Keyboard keyboard = new Keyboard();
        private IReadOnlyList<string> recent = new string[0];
        private string problem;

        public AddressSheet(GlyphAtlas atlas)
            : base(
                atlas,
                Keyboard.Width + 2 * Theme.Margin,
                SheetHeader.Height + 2 * (Theme.Target + Theme.Gap) + NoteHeight + Keyboard.Height + Theme.Margin,
                1.2f)
        {
        }

        /// <summary>What has been typed.</summary>
        public string Address => field.Text;

        /// <summary>Puts an address into the field and forgets the problem.</summary>
        public void SetAddress(string address)
        {
            field.Set(address);
            problem = null;
            Changed();
        }

        /// <summary>Addresses used before, the latest first; the first two are shown.</summary>
        public void SetRecent(IReadOnlyList<string> addresses)
        {
            recent = addresses;
            Changed();
        }

        /// <summary>What is wrong with the address; null: nothing.</summary>
        public void SetProblem(string problem)
        {
            this.problem = problem;
            Changed();
        }

        /// <summary>Characters from a real keyboard.</summary>
        public void Type(string characters)
        {
            if (!string.IsNullOrEmpty(characters))
            {
                field.Type(characters);
                Edited();
            }
        }

        /// <summary>Backspace on a real keyboard.</summary>
        public void DeleteLast()
        {
            field.DeleteLast();
            Edited();
        }

        /// <summary>Enter on a real keyboard: Connect, unless nothing has been typed.</summary>
        public SheetPress Enter()
        {
            return Connect;
        }

        protected override void Compose(SheetCanvas canvas)
        {
            SheetHeader.Paint(canvas, "Server address", "As the server prints it when it starts");
            Area body = canvas.Pixels.Bounds.Inset(Theme.Margin, 0).Below(SheetHeader.Height);
            field.Paint(canvas, body.Top(Theme.Target), "192.168.0.20:5570");
            Area note = body.Below(Theme.Target + Theme.NarrowGap).Top(NoteHeight);
            bool wrong = !string.IsNullOrEmpty(problem);
            canvas.Paragraph(
                wrong ? problem : "For a server on another computer add its secret: …:5570/?token=…",
                note,
                Theme.Small,
                wrong ? Theme.Wrong : Theme.Quiet);
            Area recent = body.Below(Theme.Target + Theme.Gap + NoteHeight).Top(Theme.Target);
            int shown = Math.Min(RecentShown, this.recent.Count);
            for (int i = 0; i < shown; i++)
            {
                SheetPress press = new SheetPress(SheetActions.Connect, 0, this.recent[i]);
                Button.PaintWithNote(
                    canvas,
                    recent.Column(i, RecentShown, Theme.Gap),
                    WithoutSecret(this.recent[i]),
                    "used before",
                    press);
            }
            Area keys = new Area(body.X, Height - Theme.Margin - Keyboard.Height, body.Width, Keyboard.Height);
            keyboard.Paint(canvas, keys, "Connect", Connect);
        }

        protected override SheetPress Answer(SheetPress press)
        {
            if (!keyboard.Answer(press, field))
            {
                return press;
            }
            Edited();
            return new SheetPress(SheetActions.Answered);
        }

        private SheetPress Connect
        {
            get
            {
                string address = field.Text.Trim();
                return address.Length == 0 ? SheetPress.None : new SheetPress(SheetActions.Connect, 0, address);
            }
        }

        /// <summary>What stands behind the question mark is nobody else's business.</summary>
        private static string WithoutSecret(string address)
        {
            int query = address.IndexOf('?');
            return query < 0 ? address : address.Substring(0, query);
        }

        private void Edited()
        {
            problem = null;
            Changed();
        }
    }
}
