using System;
using System.Collections.Generic;
using DeepVision.Hall;
using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>The values of a tile and what they have in common.</summary>
    public sealed class TileFigures
    {
        /// <param name="size">of the tile</param>
        /// <param name="values">row by row; NaN: not finite or missing</param>
        /// <param name="exact">not rounded to 8 bits</param>
        /// <exception cref="ArgumentException">There are not as many values as the size says.</exception>
        public TileFigures(MapSize size, IReadOnlyList<float> values, bool exact)
        {
            if (values.Count != size.Width * size.Height)
            {
                throw new ArgumentException(
                    $"Expected the values of {size.Height} × {size.Width} texels, got {values.Count} values.");
            }
            Size = size;
            Values = values;
            Exact = exact;
            double sum = 0;
            int finite = 0;
            double min = double.PositiveInfinity;
            double max = double.NegativeInfinity;
            foreach (float value in values)
            {
                if (float.IsNaN(value) || float.IsInfinity(value))
                {
                    NotFinite++;
                    continue;
                }
                finite++;
                sum += value;
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                Zeros += value == 0 ? 1 : 0;
            }
            Min = finite > 0 ? min : (double?)null;
            Max = finite > 0 ? max : (double?)null;
            Mean = finite > 0 ? sum / finite : (double?)null;
            double extent = finite > 0 ? Math.Max(max, -min) : 0;
            Extent = extent > 0 ? extent : 1;
        }

        public MapSize Size { get; }
        public IReadOnlyList<float> Values { get; }
        public bool Exact { get; }

        /// <summary>Null if nothing is finite.</summary>
        public double? Min { get; }

        /// <summary>Null if nothing is finite.</summary>
        public double? Max { get; }

        /// <summary>Null if nothing is finite.</summary>
        public double? Mean { get; }

        /// <summary>The largest absolute value; 1 if all are zero or none is finite.</summary>
        public double Extent { get; }
        public int Zeros { get; }
        public int NotFinite { get; }

        /// <summary>One line: size, range, mean, zeros, what is not finite, and whether it is rounded.</summary>
        public string Summary
        {
            get
            {
                string size = Size.Width == 1 && Size.Height == 1 ? "" : $"{Size.Height} × {Size.Width} · ";
                string range = Values.Count == 1
                    ? NumberText.Value(Min)
                    : $"{NumberText.Value(Min)} … {NumberText.Value(Max)} · mean {NumberText.Value(Mean)}"
                        + $" · {100L * Zeros / Values.Count} % zeros";
                string broken = NotFinite > 0 ? $" · {NotFinite} not finite" : "";
                return size + range + broken + (Exact ? "" : " · rounded");
            }
        }
    }
}
