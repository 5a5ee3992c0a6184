using System.Collections.Generic;

namespace DeepVision.Space
{
    /// <summary>Colours of the hall, as in the browser client's hall/sizes.ts.</summary>
    public static class Colours
    {
        public static readonly Rgb Ground = new Rgb(0x1b1e24);
        public static readonly Rgb Backing = new Rgb(0x2b2f36);
        public static readonly Rgb Plate = new Rgb(0x262a31);
        public static readonly Rgb Gate = new Rgb(0x343b47);
        public static readonly Rgb Post = new Rgb(0x3b424e);
        public static readonly Rgb Trunk = new Rgb(0x4c8fa8);
        public static readonly Rgb TrunkArrow = new Rgb(0x8fd0e6);
        public static readonly Rgb Skip = new Rgb(0xa877c9);
        public static readonly Rgb SkipArrow = new Rgb(0xd5b3ee);
        public static readonly Rgb Text = new Rgb(0xeceff4);
        public static readonly Rgb Quiet = new Rgb(0xa3adba);
        public static readonly Rgb Focus = new Rgb(0xffb624);
        public static readonly Rgb Bar = new Rgb(0x4c8fa8);
        public static readonly Rgb BestBar = new Rgb(0x8fd0e6);
        public static readonly Rgb Right = new Rgb(0x7fd48a);
        public static readonly Rgb Wrong = new Rgb(0xff8f7d);
        public static readonly Rgb Track = new Rgb(0x363c46);

        /// <summary>Second colour of the stripes around the results of an untrained network.</summary>
        public static readonly Rgb Stripe = new Rgb(0x22252b);

        /// <summary>Of carpets, by their depth of nesting.</summary>
        public static readonly IReadOnlyList<Rgb> Carpets = new[]
        {
            new Rgb(0x262c37), new Rgb(0x2e3643), new Rgb(0x374150),
        };
    }
}
