using System.Collections.Generic;
using DeepVision.Api;

namespace DeepVision.Hall
{
    /// <summary>What the signs of one network say at one moment.</summary>
    internal sealed class NetworkSigns
    {
        private readonly Network network;
        private readonly float lane;
        private readonly IReadOnlyList<LayerAppearance> layers;
        private readonly Run run;

        /// <param name="network">as it stands</param>
        /// <param name="lane">its x</param>
        /// <param name="layers">how they stand</param>
        /// <param name="run">what is shown; null before the first</param>
        public NetworkSigns(Network network, float lane, IReadOnlyList<LayerAppearance> layers, Run run)
        {
            this.network = network;
            this.lane = lane;
            this.layers = layers;
            this.run = run;
        }

        public void AddTo(Signs signs)
        {
            foreach (LayerAppearance layer in layers)
            {
                signs.Add(LayerSigns.Of(layer));
            }

            if (run != null)
            {
                var results = new Results(run, network.Trained);
                ClassPlace place = ResultSigns.PlaceBehind(network, lane);
                signs.Add(ResultSigns.AboveCanvas(results, lane));
                signs.Add(ResultSigns.ClassBoard(results, place, network.ClassNames.Count));
            }
        }
    }
}
