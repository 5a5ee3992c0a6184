using System;

namespace DeepVision.Motion
{
    /// <summary>A jump through darkness: the view darkens, one is elsewhere, the view brightens.</summary>
    public sealed class Blink
    {
        private readonly float darken;
        private readonly float brighten;
        private float elapsed;
        private bool jumped;

        /// <param name="darken">seconds until it is dark</param>
        /// <param name="brighten">seconds until one sees again</param>
        public Blink(float darken, float brighten)
        {
            this.darken = darken;
            this.brighten = brighten;
        }

        /// <summary>0 bright … 1 dark.</summary>
        public float Darkness
        {
            get
            {
                float after = elapsed - darken;
                return Math.Max(0, after < 0 ? elapsed / darken : 1 - after / brighten);
            }
        }

        public bool IsOver => elapsed >= darken + brighten;

        /// <summary>Lets time pass. True once: when it is dark and the jump is due.</summary>
        public bool Advance(float seconds)
        {
            elapsed += seconds;
            if (jumped || elapsed < darken)
            {
                return false;
            }

            jumped = true;
            elapsed = Math.Max(darken, Math.Min(elapsed, darken + brighten / 2)); // a slow frame shows the darkness too
            return true;
        }
    }
}
