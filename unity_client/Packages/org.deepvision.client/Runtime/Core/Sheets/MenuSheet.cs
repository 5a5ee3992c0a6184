using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>The menu on the wrist: nine buttons of 3.5 cm.</summary>
    public sealed class MenuSheet : Sheet
    {
        /// <summary>Metres from the eye to the wrist.</summary>
        public const float ReadFrom = 0.55f;

        private const int Columns = 3;
        private const int Rows = 3;
        private const float PixelsPerMetre = Theme.PixelsPerDegree / (Theme.MetresPerDegree * ReadFrom);
        private const float ButtonHeight = Sizes.WristMenuButton * PixelsPerMetre;

        private string undo;
        private bool moved;

        public MenuSheet(GlyphAtlas atlas)
            : base(atlas, Sizes.WristMenuWidth * PixelsPerMetre, Sizes.WristMenuHeight * PixelsPerMetre, ReadFrom)
        {
        }

        /// <summary>What Undo would take back, such as "move"; null: nothing.</summary>
        public void SetUndo(string what)
        {
            if (undo != what)
            {
                undo = what;
                Changed();
            }
        }

        /// <summary>Whether anything is not where the server put it.</summary>
        public void SetMoved(bool moved)
        {
            if (this.moved != moved)
            {
                this.moved = moved;
                Changed();
            }
        }

        protected override void Compose(SheetCanvas canvas)
        {
            float margin = (Height - Rows * ButtonHeight - (Rows - 1) * Theme.Gap) / 2;
            Area area = canvas.Pixels.Bounds.Inset(margin);
            Paint(canvas, area, 0, '←', "Previous", SheetActions.Previous);
            Paint(canvas, area, 1, '☰', "Layers", SheetActions.Layers);
            Paint(canvas, area, 2, '→', "Next", SheetActions.Next);
            Paint(canvas, area, 3, '▦', "Pictures", SheetActions.Pictures);
            Paint(canvas, area, 4, '↶', undo == null ? "Undo" : "Undo " + undo, SheetActions.Undo, undo != null);
            Paint(canvas, area, 5, '⌂', "Put back", SheetActions.PutAllBack, moved);
            Paint(canvas, area, 6, '●', "Snapshot", SheetActions.Snapshot);
            Paint(canvas, area, 7, '⚙', "Settings", SheetActions.Settings);
            Paint(canvas, area, 8, '?', "Help", SheetActions.Help);
        }

        private static void Paint(
            SheetCanvas canvas, Area area, int index, char sign, string label, string action, bool enabled = true)
        {
            Area button = area.Row(index / Columns, Rows, Theme.Gap).Column(index % Columns, Columns, Theme.Gap);
            ButtonKind kind = enabled ? ButtonKind.Plain : ButtonKind.Disabled;
            Button.PaintSigned(canvas, button, sign, label, new SheetPress(action), kind);
        }
    }
}
