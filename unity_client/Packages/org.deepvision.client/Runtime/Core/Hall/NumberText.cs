using System;
using System.Globalization;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Numbers as people read them.</summary>
    public static class NumberText
    {
        private const string None = "–";

        /// <summary>
        /// A value in few significant digits: 12.3, 0.00123, 1.2e−7; a dash for what is missing or not finite.
        /// </summary>
        public static string Value(double? value)
        {
            if (!IsFinite(value))
            {
                return None;
            }

            if (value.Value == 0)
            {
                return "0";
            }

            double size = Math.Abs(value.Value);
            if (size >= 1e6 || size < 1e-4)
            {
                return Minus(value.Value.ToString("0.0e0", CultureInfo.InvariantCulture));
            }

            string rounded = value.Value.ToString(size >= 1000 ? "E4" : "E2", CultureInfo.InvariantCulture);
            decimal plain = decimal.Parse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture);
            return Minus(plain.ToString("0.##########", CultureInfo.InvariantCulture));
        }

        /// <summary>A probability as percent: 97.3 %, 0.04 %, &lt; 0.01 %.</summary>
        public static string Percent(double? probability)
        {
            if (!IsFinite(probability))
            {
                return None;
            }

            double value = probability.Value * 100;
            if (value > 0 && value < 0.01)
            {
                return "< 0.01 %";
            }

            if (value > 99.95 && value < 100)
            {
                return "> 99.9 %";
            }

            return value.ToString(value >= 1 || value == 0 ? "F1" : "F2", CultureInfo.InvariantCulture) + " %";
        }

        /// <summary>Channels, height and width: 64 × 75 × 88; a vector is one number.</summary>
        public static string Shape(Shape shape)
        {
            return shape.Height == 1 && shape.Width == 1
                ? shape.Channels.ToString(CultureInfo.InvariantCulture)
                : FormattableString.Invariant($"{shape.Channels} × {shape.Height} × {shape.Width}");
        }

        /// <summary>A count with thousands apart: 4,980,802.</summary>
        public static string Count(long value)
        {
            return value.ToString("N0", CultureInfo.InvariantCulture);
        }

        private static bool IsFinite(double? value)
        {
            return value.HasValue && !double.IsNaN(value.Value) && !double.IsInfinity(value.Value);
        }

        private static string Minus(string text)
        {
            return text.Replace('-', '−');
        }
    }
}
