using DeepVision.Hall;
using DeepVision.Sheets;

namespace DeepVision.Experience
{
    /// <summary>A sheet and where it stands.</summary>
    public sealed class PlacedSheet
    {
        public PlacedSheet(Sheet sheet, SheetAnchor anchor)
        {
            Sheet = sheet;
            Anchor = anchor;
        }

        public Sheet Sheet { get; }

        public SheetAnchor Anchor { get; set; }

        /// <summary>Its middle, in the hall; it faces the reader.</summary>
        public Board Board { get; set; }

        /// <summary>Times its own size: smaller the nearer it is to the eye.</summary>
        public float Scale { get; set; } = 1;

        /// <summary>Hidden sheets are neither drawn nor met.</summary>
        public bool IsShown { get; set; }

        /// <summary>Whether the tool's ray passes through it, to what is behind.</summary>
        public bool LetsRaysPass { get; set; }

        /// <summary>Metres.</summary>
        public float Width => Sheet.Width * Sheet.MetresPerPixel * Scale;

        /// <summary>Metres.</summary>
        public float Height => Sheet.Height * Sheet.MetresPerPixel * Scale;
    }
}
