using DeepVision.Hall;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>Keys for addresses: letters, digits and the signs that occur in them.</summary>
    public sealed class Keyboard
    {
        public const int Columns = 10;
        public const int Rows = 5;

        private const string Key = "key";
        private const string Shift = "key-shift";
        private const string Delete = "key-delete";
        private const string Clear = "key-clear";

        private static readonly string[] Characters =
        {
            "1234567890",
            "qwertyuiop",
            "asdfghjkl-",
            "zxcvbnm_",
            ":/.?=&",
        };

        private bool shifted;

        /// <summary>Height in pixels.</summary>
        public static float Height => Rows * Theme.Target + (Rows - 1) * Theme.NarrowGap;

        /// <summary>Width in pixels.</summary>
        public static float Width => Columns * Theme.Target + (Columns - 1) * Theme.NarrowGap;

        /// <summary>Types the key that was pressed into a field; false if it was no key.</summary>
        public bool Answer(SheetPress press, TextField field)
        {
            switch (press.Action)
            {
                case Key:
                    field.Type(press.Text);
                    shifted = false;
                    return true;
                case Shift:
                    shifted = !shifted;
                    return true;
                case Delete:
                    field.DeleteLast();
                    return true;
                case Clear:
                    field.Set("");
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>The keys, and one for what the typed text is for.</summary>
        public void Paint(SheetCanvas canvas, Area area, string doneLabel, SheetPress done)
        {
            for (int row = 0; row < Rows; row++)
            {
                Area line = area.Row(row, Rows, Theme.NarrowGap);
                for (int i = 0; i < Characters[row].Length; i++)
                {
                    string character = Characters[row].Substring(i, 1);
                    if (shifted)
                    {
                        character = character.ToUpperInvariant();
                    }
                    Area key = line.Column(i, Columns, Theme.NarrowGap);
                    PaintKey(canvas, key, character, new SheetPress(Key, 0, character));
                }
            }
            Area fourth = area.Row(3, Rows, Theme.NarrowGap);
            ButtonKind shift = shifted ? ButtonKind.Chosen : ButtonKind.Plain;
            Button.PaintSign(canvas, Keys(fourth, 8, 1), '⇧', new SheetPress(Shift), shift);
            Button.PaintSign(canvas, Keys(fourth, 9, 1), '⌫', new SheetPress(Delete));
            Area fifth = area.Row(4, Rows, Theme.NarrowGap);
            Button.Paint(canvas, Keys(fifth, 6, 2), "Clear", new SheetPress(Clear));
            Button.Paint(
                canvas, Keys(fifth, 8, 2), doneLabel, done, done.IsNone ? ButtonKind.Disabled : ButtonKind.Primary);
        }

        private static void PaintKey(SheetCanvas canvas, Area area, string character, SheetPress press)
        {
            canvas.Line(
                character,
                area.CentreX,
                area.CentreY,
                Theme.Body,
                Button.Ground(canvas, area, press, ButtonKind.Plain),
                TextAlign.Centre);
        }

        private static Area Keys(Area line, int first, int count)
        {
            Area start = line.Column(first, Columns, Theme.NarrowGap);
            Area end = line.Column(first + count - 1, Columns, Theme.NarrowGap);
            return new Area(start.X, start.Y, end.Right - start.X, start.Height);
        }
    }
}
