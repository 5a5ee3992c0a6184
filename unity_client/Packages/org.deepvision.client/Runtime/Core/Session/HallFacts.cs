using System.Collections.Generic;
using System.Linq;
using DeepVision.Api;
using DeepVision.Tiles;

namespace DeepVision.Session
{
    /// <summary>What a server has: the networks that stand in the hall, and the data sets to pick from.</summary>
    public sealed class HallFacts
    {
        public HallFacts(
            Server server,
            IReadOnlyList<Network> networks,
            IReadOnlyList<NetworkFailure> failures,
            IReadOnlyList<DatasetSummary> datasets)
        {
            Server = server;
            Networks = networks;
            Failures = failures;
            Datasets = datasets;
            Layers = networks
                .SelectMany(network => network.Nodes.Select(node => new LayerSpec(network.Id, node.Id, node.Shape)))
                .ToArray();
        }

        public Server Server { get; }

        public IReadOnlyList<Network> Networks { get; }

        /// <summary>Networks that the server was asked for and could not load.</summary>
        public IReadOnlyList<NetworkFailure> Failures { get; }

        public IReadOnlyList<DatasetSummary> Datasets { get; }

        /// <summary>Every layer of every network, in order; what a tile store is made of.</summary>
        public IReadOnlyList<LayerSpec> Layers { get; }

        /// <summary>Whether the same networks with the same weights and layers stand in both.</summary>
        public bool ShowsTheSameAs(HallFacts other)
        {
            return Describe().SequenceEqual(other.Describe());
        }

        private IEnumerable<string> Describe()
        {
            IEnumerable<string> networks = Networks.Select(one => $"{one.Id} {one.Source} {one.Weights}");
            return networks.Concat(Layers.Select(layer => $"{layer.Network} {layer.Id} {layer.Shape}"));
        }
    }
}
