using System;
using System.Collections.Generic;
using System.Globalization;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>
    /// What floats above the tool, enlarged: a tile with its exact figures, or a picture. Where a texel is large enough
    /// its figure is written into it.
    /// </summary>
    public sealed class HologramSheet : Sheet
    {
        public const float LargestZoom = 64;

        private const float Frame = 24;
        private const float CaptionHeight = 142;
        private const float PixelsPerMetre =
            Theme.PixelsPerDegree / (Theme.MetresPerDegree * Sizes.HologramFromEye);
        private const float Side = Sizes.Hologram * PixelsPerMetre;

        private const float SmallestFigure = 12;
        private const float LargestFigure = 26;

        /// <summary>What is shown: the tile's colours, or a picture that belongs to someone else.</summary>
        private PixelBuffer texels;
        private PixelBuffer tileTexels;
        private TileFigures figures;
        private string title = "";
        private string note = "";
        private ColormapKind colormap;
        private double? scale;
        private int pointed = -1;

        public HologramSheet(GlyphAtlas atlas)
            : base(atlas, Side + 2 * Frame, Side + 2 * Frame + CaptionHeight, Sizes.HologramFromEye)
        {
        }

        /// <summary>How much larger than the whole tile it is shown, 1…64.</summary>
        public float Zoom { get; private set; } = 1;

        /// <summary>What is enlarged about, 0…1 from the left.</summary>
        public float CentreX { get; private set; } = 0.5f;

        /// <summary>What is enlarged about, 0…1 from the top.</summary>
        public float CentreY { get; private set; } = 0.5f;

        /// <summary>Which texel the pointer is on, row by row; -1: none.</summary>
        public int Pointed => pointed;

        /// <summary>
        /// A tile, row by row; NaN: not finite or missing. <paramref name="exact"/>: not rounded to a panel's 8 bits.
        /// </summary>
        /// <exception cref="ArgumentException">There are not as many values as the size says.</exception>
        public void SetTile(string title, MapSize size, IReadOnlyList<float> values, bool exact)
        {
            figures = new TileFigures(size, values, exact);
            this.title = title;
            ReserveTexels(size);
            PaintTexels();
            Changed();
        }

        /// <summary>A tile exactly, as the server sends it.</summary>
        public void SetTile(string title, Channel channel)
        {
            float[] values = new float[channel.Values.Count];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)(channel.Values[i] ?? double.NaN);
            }
            SetTile(title, channel.Shape, values, true);
        }

        /// <summary>A picture with its name and its label.</summary>
        public void SetPicture(string title, string note, PixelBuffer picture)
        {
            figures = null;
            texels = picture;
            this.title = title;
            this.note = note ?? "";
            Changed();
        }

        public void SetColormap(ColormapKind colormap)
        {
            this.colormap = colormap;
            PaintTexels();
            Changed();
        }

        /// <summary>The value whose colour is brightest; null: the tile's own largest one.</summary>
        public void SetScale(double? scale)
        {
            this.scale = scale;
            PaintTexels();
            Changed();
        }

        /// <summary>Enlarges about a point: zoom 1 shows all, the point is in 0…1 from the upper left corner.</summary>
        public void SetView(float zoom, float x, float y)
        {
            Zoom = Math.Min(LargestZoom, Math.Max(1, zoom));
            CentreX = Math.Min(1, Math.Max(0, x));
            CentreY = Math.Min(1, Math.Max(0, y));
            Changed();
        }

        public override void Hover(float x, float y)
        {
            base.Hover(x, y);
            int texel = -1;
            Magnified view = View;
            if (texels != null && view.Area.Contains(x, y))
            {
                texel = view.Row(y) * texels.Width + view.Column(x);
            }
            if (texel != pointed)
            {
                pointed = texel;
                Changed();
            }
        }

        protected override void Compose(SheetCanvas canvas)
        {
            Area stage = Stage;
            canvas.Pixels.RoundedRectangle(stage, 6, Theme.Sunk);
            if (texels == null)
            {
                canvas.Line("Nothing is held", stage.CentreX, stage.CentreY, Theme.Body, Theme.Quiet, TextAlign.Centre);
                return;
            }
            Magnified view = View;
            canvas.Pixels.DrawMagnified(texels, view);
            if (figures != null && view.Scale >= Sizes.FiguresFrom)
            {
                PaintFigures(canvas, view);
            }
            Area caption = canvas.Pixels.Bounds.Inset(Frame, 0).Below(stage.Bottom + 8);
            canvas.Line(title, caption.X, caption.Y + 24, Theme.Strong, Theme.Text, widest: caption.Width);
            string reading = Reading;
            bool pointed = reading != null;
            canvas.Line(
                pointed ? reading : figures == null ? note : figures.Summary,
                caption.X,
                caption.Y + 62,
                Theme.Small,
                pointed ? Theme.Focus : Theme.Quiet,
                widest: caption.Width);
            if (figures != null)
            {
                Area bar = new Area(caption.X, caption.Y + 94, caption.Width, 16);
                ColourBar.Paint(canvas, bar, colormap, Extent);
            }
        }

        private static Area Stage => new Area(Frame, Frame, Side, Side);

        private double Extent => scale ?? figures.Extent;

        private Magnified View =>
            texels == null
                ? default(Magnified)
                : Magnified.Within(Stage, texels.Width, texels.Height, Zoom, CentreX, CentreY);

        /// <summary>The value under the pointer; null: none.</summary>
        private string Reading
        {
            get
            {
                if (figures == null || pointed < 0)
                {
                    return null;
                }
                float value = figures.Values[pointed];
                string figure = float.IsNaN(value) ? "not finite" : NumberText.Value(value);
                return $"row {pointed / texels.Width}, column {pointed % texels.Width}: {figure}";
            }
        }

        private void ReserveTexels(MapSize size)
        {
            if (tileTexels == null || tileTexels.Width != size.Width || tileTexels.Height != size.Height)
            {
                tileTexels = new PixelBuffer(size.Width, size.Height);
            }
            texels = tileTexels;
        }

        private void PaintTexels()
        {
            if (figures == null)
            {
                return;
            }
            float factor = (float)(1 / Extent);
            for (int i = 0; i < figures.Values.Count; i++)
            {
                texels.SetPixel(i, Colormap.Bytes(colormap, figures.Values[i] * factor));
            }
        }

        private void PaintFigures(SheetCanvas canvas, Magnified view)
        {
            float capitals = Math.Min(LargestFigure, Math.Max(SmallestFigure, view.Scale / 6));
            TextStyle figure = new TextStyle(capitals, 0);
            Area clip = canvas.Pixels.Clip;
            canvas.Pixels.Clip = clip.Intersection(view.Area);
            int lastRow = view.Row(view.Area.Bottom - 0.5f);
            int lastColumn = view.Column(view.Area.Right - 0.5f);
            for (int row = view.Row(view.Area.Y); row <= lastRow; row++)
            {
                for (int column = view.Column(view.Area.X); column <= lastColumn; column++)
                {
                    Area texel = view.Texel(row, column);
                    if (!view.Area.Contains(texel))
                    {
                        continue;
                    }
                    int index = row * texels.Width + column;
                    string text = Short(figures.Values[index], view.Scale);
                    Rgb colour = texels.IsBright(index) ? new Rgb(0x000000) : Theme.Text;
                    canvas.Line(
                        text, texel.CentreX, texel.CentreY, figure, colour, TextAlign.Centre, texel.Width - 2);
                }
            }
            canvas.Pixels.Clip = clip;
        }

        /// <summary>As many digits as there is room for.</summary>
        private static string Short(float value, float room)
        {
            if (float.IsNaN(value))
            {
                return "–";
            }
            if (room >= 64)
            {
                return NumberText.Value(value);
            }
            double size = Math.Abs(value);
            string format = size == 0 || size >= 10 && size < 1000 ? "0"
                : size >= 1000 || size < 0.01 ? "0e0"
                : size >= 1 ? "0.0" : ".00";
            return value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        }
    }
}
