using DeepVision.Space;

namespace DeepVision.Sheets
{
    /// <summary>
    /// Sizes and colours of all sheets. A pixel is the same angle on each, seen from where the sheet is read, so
    /// that sizes are written in degrees once.
    /// </summary>
    public static class Theme
    {
        public const float PixelsPerDegree = 24;

        /// <summary>Metres at a distance of one metre that are one degree, as hall.md counts.</summary>
        public const float MetresPerDegree = 0.0175f;

        /// <summary>Least height of anything that is pressed.</summary>
        public const float Target = 3 * PixelsPerDegree;

        /// <summary>Between two targets.</summary>
        public const float Gap = 1 * PixelsPerDegree;

        /// <summary>Between rows of a list and keys of a keyboard, which hovering shows apart.</summary>
        public const float NarrowGap = 0.4f * PixelsPerDegree;
        public const float Margin = 1.5f * PixelsPerDegree;
        public const float Radius = 12;
        public const float SheetRadius = 20;

        public static readonly TextStyle Small = new TextStyle(0.54f * PixelsPerDegree, 0);
        public static readonly TextStyle Label = new TextStyle(0.65f * PixelsPerDegree, 0);
        public static readonly TextStyle Body = new TextStyle(0.75f * PixelsPerDegree, 0);
        public static readonly TextStyle Strong = new TextStyle(0.75f * PixelsPerDegree, 0.02f);
        public static readonly TextStyle Heading = new TextStyle(1.1f * PixelsPerDegree, 0.02f);

        /// <summary>Longer side of a sign on a button.</summary>
        public const float Sign = 1.05f * PixelsPerDegree;

        // As in the browser client's styles/page.css.
        public static readonly Rgb Sheet = new Rgb(0x1c1f26);
        public static readonly Rgb Raised = new Rgb(0x2b2f36);
        public static readonly Rgb Hovered = new Rgb(0x373d47);
        public static readonly Rgb Sunk = new Rgb(0x14161a);
        public static readonly Rgb Edge = new Rgb(0x3a414c);
        public static readonly Rgb HoveredEdge = new Rgb(0x515b69);
        public static readonly Rgb Text = new Rgb(0xeceff4);
        public static readonly Rgb Quiet = new Rgb(0xa3adba);
        public static readonly Rgb Faint = new Rgb(0x6d7682);
        public static readonly Rgb Focus = new Rgb(0xffb624);

        /// <summary>Text on a ground of Focus.</summary>
        public static readonly Rgb OnFocus = new Rgb(0x201700);
        public static readonly Rgb Accent = new Rgb(0x8fd0e6);
        public static readonly Rgb AccentGround = new Rgb(0x2c5566);
        public static readonly Rgb HoveredAccentGround = new Rgb(0x37697e);
        public static readonly Rgb Right = new Rgb(0x7fd48a);
        public static readonly Rgb Wrong = new Rgb(0xff8f7d);
        public static readonly Rgb Track = new Rgb(0x363c46);
        public static readonly Rgb Bar = new Rgb(0x4c8fa8);
    }
}
