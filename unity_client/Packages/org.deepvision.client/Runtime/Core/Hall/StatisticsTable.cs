using System.Collections.Generic;
using System.Linq;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>Summaries of the layers whose values have come.</summary>
    public sealed class StatisticsTable
    {
        private readonly TileStore store;
        private readonly IReadOnlyList<StandingLayer> layers;
        private readonly Dictionary<StandingLayer, LayerStatistics> summaries =
            new Dictionary<StandingLayer, LayerStatistics>();
        private float? sharedScale;

        public StatisticsTable(TileStore store, IReadOnlyList<StandingLayer> layers)
        {
            this.store = store;
            this.layers = layers;
        }

        /// <summary>Null before all values of the layer have come.</summary>
        public LayerStatistics? this[StandingLayer layer]
        {
            get
            {
                LayerStatistics summary;
                return summaries.TryGetValue(layer, out summary) ? summary : (LayerStatistics?)null;
            }
        }

        /// <summary>
        /// The absolute value at full brightness with one scale for everything: that of the middle one of all layers; 1
        /// before values have come.
        /// </summary>
        public float SharedScale
        {
            get
            {
                if (!sharedScale.HasValue)
                {
                    IEnumerable<float> scales = layers
                        .Where(layer => layer.Node.Kind != "input" && summaries.ContainsKey(layer))
                        .Select(layer => store.Scale(layer.Index));
                    sharedScale = Statistics.Median(scales) ?? 1;
                }

                return sharedScale.Value;
            }
        }

        /// <summary>Statistics of every channel; null for those that have not come.</summary>
        public IReadOnlyList<ChannelStatistics?> Channels(StandingLayer layer)
        {
            return EachChannel(layer).ToArray();
        }

        /// <summary>Reads what has come since; true when it completed a layer.</summary>
        public bool Collect()
        {
            bool found = false;
            foreach (StandingLayer layer in layers)
            {
                LayerStatistics? summary = summaries.ContainsKey(layer) ? null : Statistics.Summary(EachChannel(layer));
                if (summary.HasValue)
                {
                    summaries[layer] = summary.Value;
                    sharedScale = null;
                    found = true;
                }
            }

            return found;
        }

        /// <summary>Values of a network have been replaced: its layers are read anew by the next Collect.</summary>
        public void Forget(string network)
        {
            foreach (StandingLayer layer in layers.Where(layer => layer.Name.Network == network))
            {
                summaries.Remove(layer);
            }

            sharedScale = null;
        }

        private IEnumerable<ChannelStatistics?> EachChannel(StandingLayer layer)
        {
            for (int channel = 0; channel < layer.Node.Shape.Channels; channel++)
            {
                yield return store.ReadStatistics(layer.Index, channel);
            }
        }
    }
}
