using DeepVision.Painting;

namespace DeepVision.Experience
{
    /// <summary>What the engine side gives the walk.</summary>
    public sealed class WalkthroughOptions
    {
        /// <summary>Where the server is looked for first, as a person writes it; null: where it was last.</summary>
        public string Server { get; set; }

        /// <summary>The server's secret, if it has one that is not part of the address.</summary>
        public string Token { get; set; }

        public GlyphAtlas Letters { get; set; }

        /// <summary>What the visitor has set before, as text; null: nothing.</summary>
        public string Preferences { get; set; }

        /// <summary>Whether the visitor wears a headset.</summary>
        public bool Headset { get; set; }

        /// <summary>The recorded network that ships with the player, as a zip archive; null: there is none.</summary>
        public byte[] Recording { get; set; }
    }
}
