using System;

namespace DeepVision.Painting
{
    /// <summary>A part of a picture shown enlarged in an area.</summary>
    public readonly struct Magnified
    {
        /// <summary>What of the target is covered.</summary>
        public readonly Area Area;

        /// <summary>Pixels per texel.</summary>
        public readonly float Scale;

        /// <summary>Texels of the picture that lie left of the area.</summary>
        public readonly float Left;

        /// <summary>Texels of the picture that lie above the area.</summary>
        public readonly float Top;

        private readonly int columns;
        private readonly int rows;

        private Magnified(Area area, float scale, float left, float top, int columns, int rows)
        {
            Area = area;
            Scale = scale;
            Left = left;
            Top = top;
            this.columns = columns;
            this.rows = rows;
        }

        /// <summary>
        /// The picture as large as fits into the stage, times the zoom; the point (0…1 from the upper left) comes as
        /// near to the middle as it can without an empty margin.
        /// </summary>
        public static Magnified Within(Area stage, int columns, int rows, float zoom, float x, float y)
        {
            float scale = Math.Min(stage.Width / columns, stage.Height / rows) * zoom;
            float width = Math.Min(stage.Width, columns * scale);
            float height = Math.Min(stage.Height, rows * scale);
            float x0 = (float)Math.Round(stage.CentreX - width / 2);
            float y0 = (float)Math.Round(stage.CentreY - height / 2);
            Area area = new Area(x0, y0, width, height);
            float left = Math.Max(0, Math.Min(columns - width / scale, x * columns - width / scale / 2));
            float top = Math.Max(0, Math.Min(rows - height / scale, y * rows - height / scale / 2));
            return new Magnified(area, scale, left, top, columns, rows);
        }

        /// <summary>The texel's column at a place in the area.</summary>
        public int Column(float x)
        {
            return Math.Max(0, Math.Min(columns - 1, (int)(Left + (x - Area.X) / Scale)));
        }

        /// <summary>The texel's row at a place in the area.</summary>
        public int Row(float y)
        {
            return Math.Max(0, Math.Min(rows - 1, (int)(Top + (y - Area.Y) / Scale)));
        }

        /// <summary>Where a texel lies; it may reach out of the area.</summary>
        public Area Texel(int row, int column)
        {
            return new Area(Area.X + (column - Left) * Scale, Area.Y + (row - Top) * Scale, Scale, Scale);
        }
    }
}
