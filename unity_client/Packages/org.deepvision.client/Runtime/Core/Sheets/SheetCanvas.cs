using System;
using System.Collections.Generic;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>What a sheet paints with: its pixels, its letters, and a list of what can be pressed.</summary>
    public sealed class SheetCanvas
    {
        private readonly List<SheetTarget> targets = new List<SheetTarget>();
        private readonly List<Area> lines = new List<Area>();
        private readonly Func<string, double> measure;
        private float hoverX = float.NaN;
        private float hoverY = float.NaN;

        public SheetCanvas(GlyphAtlas atlas, int width, int height)
        {
            Atlas = atlas;
            Pixels = new PixelBuffer(width, height);
            measure = text => atlas.Measure(text);
        }

        public GlyphAtlas Atlas { get; }
        public PixelBuffer Pixels { get; }

        /// <summary>What can be pressed, later ones above earlier ones.</summary>
        public IReadOnlyList<SheetTarget> Targets => targets;

        /// <summary>What each line of text covers.</summary>
        public IReadOnlyList<Area> Lines => lines;

        /// <summary>
        /// Forgets what could be pressed and paints a part of the empty sheet; nothing else is painted until the next
        /// beginning.
        /// </summary>
        public void Begin(Area part)
        {
            targets.Clear();
            lines.Clear();
            ClearCorners(part);
            Pixels.Clip = part;
            Pixels.RoundedRectangle(Pixels.Bounds, Theme.SheetRadius, Theme.Sheet);
            Pixels.RoundedFrame(Pixels.Bounds, Theme.SheetRadius, 2, Theme.Edge);
        }

        /// <summary>Where the pointer is, in pixels; NaN: nowhere.</summary>
        public void Hover(float x, float y)
        {
            hoverX = x;
            hoverY = y;
        }

        /// <summary>The number of the target below the pointer, -1 if there is none.</summary>
        public int Hovered => Find(hoverX, hoverY);

        /// <summary>The number of the target at a place, -1 if there is none.</summary>
        public int Find(float x, float y)
        {
            for (int i = targets.Count - 1; i >= 0; i--)
            {
                if (targets[i].Area.Contains(x, y))
                {
                    return i;
                }
            }
            return -1;
        }

        /// <summary>Makes an area pressable.</summary>
        /// <returns>Whether the pointer is over it.</returns>
        public bool Target(Area area, SheetPress press)
        {
            targets.Add(new SheetTarget(area, press));
            return area.Contains(hoverX, hoverY);
        }

        /// <summary>
        /// A line of text, fitted into a width by narrower letters and then an ellipsis. <paramref name="x"/> is its
        /// left end, middle or right end, <paramref name="y"/> the middle of its capitals.
        /// </summary>
        /// <returns>Its width in pixels.</returns>
        public float Line(
            string text,
            float x,
            float y,
            TextStyle style,
            Rgb colour,
            TextAlign align = TextAlign.Left,
            float widest = float.PositiveInfinity)
        {
            Fitted fitted = Fitting.Fit(text, widest / style.Capitals, measure);
            float squeeze = (float)fitted.Squeeze;
            float width = Atlas.Measure(fitted.Text) * squeeze * style.Capitals;
            float left = align == TextAlign.Left ? x : align == TextAlign.Centre ? x - width / 2 : x - width;
            // Whole pixels keep the stems of equal letters equally sharp.
            left = (float)Math.Round(left);
            Pixels.DrawText(Atlas, fitted.Text, left, y, style.Capitals, colour, squeeze, style.Weight);
            lines.Add(new Area(left, y - style.Capitals / 2, width, style.Capitals));
            return width;
        }

        /// <summary>A character as a sign: its ink around a place, its longer side of this size in pixels.</summary>
        public void Sign(char sign, float x, float y, float size, Rgb colour)
        {
            Glyph glyph = Atlas[sign];
            float margin = 2f * Atlas.Spread / Atlas.Capitals;
            float capitals = size / Math.Max(glyph.Width - margin, glyph.Height - margin);
            float left = x - (glyph.Left + glyph.Width / 2) * capitals;
            float middle = y + (glyph.Top - glyph.Height / 2) * capitals;
            Pixels.DrawText(Atlas, sign.ToString(), left, middle, capitals, colour);
            lines.Add(new Area(x - size / 2, y - size / 2, size, size));
        }

        /// <summary>Text in lines from the top of an area; what does not fit ends with an ellipsis.</summary>
        /// <returns>The height used, in pixels.</returns>
        public float Paragraph(string text, Area area, TextStyle style, Rgb colour, TextAlign align = TextAlign.Left)
        {
            int room = Math.Max(1, (int)(area.Height / style.LineHeight));
            IReadOnlyList<string> lines = Wrapping.Lines(text, area.Width / style.Capitals, room, Atlas);
            float x = align == TextAlign.Left ? area.X : align == TextAlign.Centre ? area.CentreX : area.Right;
            float y = area.Y + style.LineHeight / 2;
            foreach (string line in lines)
            {
                Line(line, x, y, style, colour, align, area.Width);
                y += style.LineHeight;
            }
            return lines.Count * style.LineHeight;
        }

        /// <summary>A thin line across.</summary>
        public void Rule(float x, float y, float width)
        {
            Pixels.Rectangle(new Area(x, y, width, 1), Theme.Edge);
        }

        private void ClearCorners(Area part)
        {
            Pixels.Clip = part.Intersection(Pixels.Bounds.Top(Theme.SheetRadius));
            Pixels.Fill(Theme.Edge, 0);
            Pixels.Clip = part.Intersection(Pixels.Bounds.Below(Pixels.Height - Theme.SheetRadius));
            Pixels.Fill(Theme.Edge, 0);
        }
    }
}
