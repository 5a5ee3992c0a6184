using System;
using System.Collections.Generic;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>
    /// A painted panel one can press. It takes data, paints when something has changed, and says what a press asks for;
    /// it never acts by itself. Places on it are in pixels from its upper left corner.
    /// </summary>
    public abstract class Sheet
    {
        /// <summary>Where more than this has to be painted anew, the whole sheet is.</summary>
        private const int MostParts = 4;

        private readonly SheetCanvas canvas;
        private readonly List<Area> parts = new List<Area>(MostParts);
        private readonly float metresPerPixel;
        private bool changed = true;

        /// <param name="atlas">the letters</param>
        /// <param name="width">pixels, 24 of which are a degree from where it is read</param>
        /// <param name="height">pixels</param>
        /// <param name="distance">metres from which it is read</param>
        protected Sheet(GlyphAtlas atlas, float width, float height, float distance)
        {
            canvas = new SheetCanvas(atlas, (int)Math.Round(width), (int)Math.Round(height));
            metresPerPixel = Theme.MetresPerDegree * distance / Theme.PixelsPerDegree;
            Distance = distance;
        }

        public int Width => Pixels.Width;
        public int Height => Pixels.Height;

        /// <summary>Metres from which it is meant to be read.</summary>
        public float Distance { get; }

        /// <summary>1: as designed; up to 1.5 for eyes that want larger labels.</summary>
        public float Magnification { get; set; } = 1;

        /// <summary>Size of a pixel in the hall.</summary>
        public float MetresPerPixel => metresPerPixel * Magnification;

        /// <summary>The picture as painted last; the same object for ever. Its round corners are transparent.</summary>
        public PixelBuffer Pixels => canvas.Pixels;

        /// <summary>Counts up whenever the picture has been painted anew.</summary>
        public int Version { get; private set; }

        /// <summary>What can be pressed, as painted last.</summary>
        public IReadOnlyList<SheetTarget> Targets => canvas.Targets;

        /// <summary>What each line of text covers, as painted last.</summary>
        public IReadOnlyList<Area> Lines => canvas.Lines;

        /// <summary>Paints the picture if something has changed since.</summary>
        public void Paint()
        {
            if (!changed && parts.Count == 0)
            {
                return;
            }
            if (changed)
            {
                parts.Clear();
                parts.Add(Pixels.Bounds);
            }
            foreach (Area part in parts)
            {
                canvas.Begin(part);
                Compose(canvas);
            }
            changed = false;
            parts.Clear();
            Version++;
        }

        /// <summary>What a press at a place asks for; Answered if the sheet has done it itself.</summary>
        public SheetPress Press(float x, float y)
        {
            Paint();
            int target = canvas.Find(x, y);
            return target < 0 ? SheetPress.None : Answer(canvas.Targets[target].Press);
        }

        /// <summary>The pointer is at this place.</summary>
        public virtual void Hover(float x, float y)
        {
            int before = canvas.Hovered;
            canvas.Hover(x, y);
            int now = canvas.Hovered;
            if (before != now)
            {
                Repaint(before);
                Repaint(now);
            }
        }

        /// <summary>The pointer is elsewhere.</summary>
        public void Leave()
        {
            Hover(float.NaN, float.NaN);
        }

        /// <summary>Paints everything, from left to right and from top to bottom.</summary>
        protected abstract void Compose(SheetCanvas canvas);

        /// <summary>Answers a press within the sheet, or passes it on.</summary>
        protected virtual SheetPress Answer(SheetPress press)
        {
            return press;
        }

        /// <summary>Only what the pointer has entered or left is painted anew.</summary>
        private void Repaint(int target)
        {
            if (target >= 0 && parts.Count < MostParts)
            {
                // A pixel more, for edges that lie between two.
                parts.Add(canvas.Targets[target].Area.Inset(-1));
            }
            else if (target >= 0)
            {
                changed = true;
            }
        }

        /// <summary>To be called when something that is shown has changed.</summary>
        protected void Changed()
        {
            changed = true;
        }
    }
}
