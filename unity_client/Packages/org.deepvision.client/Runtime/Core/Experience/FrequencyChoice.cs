using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DeepVision.Session;
using DeepVision.Sheets;

namespace DeepVision.Experience
{
    /// <summary>The frequencies that are kept of the picture, as the board below the shelf chooses them.</summary>
    internal sealed class FrequencyChoice
    {
        /// <summary>Where one begins: most networks see shapes below, textures above.</summary>
        private const double First = 12;
        private readonly WalkSession session;
        private readonly DatasetSheet sheet;
        private readonly IReadOnlyList<double> cutoffs;
        private double cutoff;
        private string shown;

        public FrequencyChoice(WalkSession session, DatasetSheet sheet)
        {
            this.session = session;
            this.sheet = sheet;
            int side = session.Facts.Networks.Max(one => Math.Max(one.InputSize.Height, one.InputSize.Width));
            cutoffs = FilteredPicture.CutoffsFor(side);
            cutoff = Math.Min(First, cutoffs[cutoffs.Count - 1]);
        }

        /// <summary>Keeps a band from now on.</summary>
        public void Choose(FrequencyBand band)
        {
            session.Keep(band, cutoff);
        }

        /// <summary>Goes to the next finer (1) or coarser (-1) cut-off.</summary>
        public void Step(int step)
        {
            IEnumerable<double> beyond = step > 0
                ? cutoffs.Where(one => one > cutoff)
                : cutoffs.Reverse().Where(one => one < cutoff);
            cutoff = beyond.DefaultIfEmpty(cutoff).First();
            session.Keep(session.Kept.Band, cutoff);
        }

        /// <summary>Once per frame: the board says what is kept of the picture now in the networks.</summary>
        public void Follow()
        {
            if (session.Image == null || session.Image == shown)
            {
                return;
            }

            shown = session.Image;
            FilteredPicture kept = session.Kept;
            bool all = kept.Band == FrequencyBand.All;
            cutoff = all ? cutoff : kept.Cutoff;
            string waves = cutoff.ToString("0.###", CultureInfo.InvariantCulture) + (cutoff == 1 ? " wave" : " waves");
            sheet.SetFrequencies(
                (int)kept.Band,
                all ? "all waves" : waves,
                !all && cutoff > cutoffs[0],
                !all && cutoff < cutoffs[cutoffs.Count - 1]);
        }
    }
}
