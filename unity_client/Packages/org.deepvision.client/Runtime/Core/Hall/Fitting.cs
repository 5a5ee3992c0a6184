using System;

namespace DeepVision.Hall
{
    /// <summary>Fits lines of text into a width: first narrower letters, then an ellipsis.</summary>
    public static class Fitting
    {
        /// <summary>Narrowest a line of text is squeezed to before it is cut.</summary>
        private const double Narrowest = 0.75;

        /// <param name="text">the line</param>
        /// <param name="widest">in the unit of <paramref name="measure"/>; infinite: everything fits</param>
        /// <param name="measure">width of a text at full width</param>
        public static Fitted Fit(string text, double widest, Func<string, double> measure)
        {
            double width = measure(text);
            if (width <= widest)
            {
                return new Fitted(text, 1);
            }

            if (width * Narrowest <= widest)
            {
                return new Fitted(text, widest / width);
            }

            int kept = text.Length;
            while (kept > 1 && measure(text.Substring(0, kept) + "…") * Narrowest > widest)
            {
                kept--;
            }

            return new Fitted(text.Substring(0, kept).TrimEnd() + "…", Narrowest);
        }
    }
}
