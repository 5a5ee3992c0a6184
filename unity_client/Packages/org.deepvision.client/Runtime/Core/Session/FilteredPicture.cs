using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepVision.Session
{
    /// <summary>
    /// A picture of which some frequencies are kept, as its id says: low:12:shapes:17 is what is coarse in shapes:17.
    /// </summary>
    public readonly struct FilteredPicture
    {
        private static readonly Regex Form = new Regex("^(low|high):([0-9]{1,4}(?:\\.[0-9]{1,3})?):(.+)$");

        /// <summary>Id of the whole picture.</summary>
        public readonly string Source;
        public readonly FrequencyBand Band;

        /// <summary>In periods per picture; 0 where everything is kept.</summary>
        public readonly double Cutoff;

        public FilteredPicture(string source, FrequencyBand band, double cutoff)
        {
            Source = source;
            Band = band;
            Cutoff = cutoff;
        }

        /// <summary>The picture's own id.</summary>
        public string Id
        {
            get
            {
                if (Band == FrequencyBand.All)
                {
                    return Source;
                }

                string cutoff = Cutoff.ToString("0.###", CultureInfo.InvariantCulture);
                return $"{(Band == FrequencyBand.Low ? "low" : "high")}:{cutoff}:{Source}";
            }
        }

        /// <summary>Reads an id; of several filters it is the outermost.</summary>
        public static FilteredPicture Read(string id)
        {
            Match match = Form.Match(id);
            if (!match.Success)
            {
                return new FilteredPicture(id, FrequencyBand.All, 0);
            }

            FrequencyBand band = match.Groups[1].Value == "low" ? FrequencyBand.Low : FrequencyBand.High;
            double cutoff = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            return new FilteredPicture(match.Groups[3].Value, band, cutoff);
        }

        /// <summary>
        /// The cut-offs that one steps through, four for each doubling, up to what a picture of this side can hold.
        /// </summary>
        public static IReadOnlyList<double> CutoffsFor(int side)
        {
            int most = Math.Max(1, side / 2);
            List<double> found = new List<double>();
            int step = 1;
            for (int one = 1; one < most; one += step)
            {
                found.Add(one);
                step = one >= 8 * step ? 2 * step : step;
            }

            found.Add(most);
            return found;
        }

        public override string ToString()
        {
            return Id;
        }
    }
}
