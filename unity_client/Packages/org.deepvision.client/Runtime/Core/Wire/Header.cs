using System.Collections.Generic;

namespace DeepVision.Wire
{
    /// <summary>What a stream begins with.</summary>
    public sealed class Header
    {
        public Header(string network, string run, IReadOnlyList<LayerEntry> layers)
        {
            Network = network;
            Run = run;
            Layers = layers;
        }

        public string Network { get; }

        public string Run { get; }

        /// <summary>Frames refer to these by number.</summary>
        public IReadOnlyList<LayerEntry> Layers { get; }
    }
}
