using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// The ways through the hall: from station to station, to the entrance, outside. Stations follow panels that the
    /// visitor moves; those of hidden layers are left out.
    /// </summary>
    public sealed class Tour
    {
        private readonly IReadOnlyList<StandingLayer> layers;
        private readonly IReadOnlyList<string> networks;
        private readonly IReadOnlyList<float> lanes;
        private readonly Arrangement arrangement;
        private IReadOnlyList<Station> stations;
        private int seenVersion = -1;

        /// <param name="layers">all that stand, in order of execution</param>
        /// <param name="networks">their networks' ids, from left to right</param>
        /// <param name="lanes">x of each network's lane</param>
        /// <param name="arrangement">where the visitor has moved them</param>
        public Tour(
            IReadOnlyList<StandingLayer> layers,
            IReadOnlyList<string> networks,
            IReadOnlyList<float> lanes,
            Arrangement arrangement)
        {
            this.layers = layers;
            this.networks = networks;
            this.lanes = lanes;
            this.arrangement = arrangement;
        }

        /// <summary>Of every layer that can be read, in order of execution, network by network.</summary>
        public IReadOnlyList<Station> Stations
        {
            get
            {
                if (seenVersion != arrangement.Version)
                {
                    stations = layers.Where(layer => !arrangement.MoveOf(layer).Hidden).Select(StationOf).ToArray();
                    seenVersion = arrangement.Version;
                }

                return stations;
            }
        }

        /// <summary>The station of a layer; null where it does not stand or is hidden.</summary>
        public Station Of(LayerName layer)
        {
            return Stations.FirstOrDefault(station => station.Layer.Equals(layer));
        }

        /// <summary>
        /// Where one stands to read a layer at a desktop, so that all of it fits the view; null where it does not
        /// stand.
        /// </summary>
        public Pose? Reading(LayerName name, View view)
        {
            StandingLayer layer = layers.FirstOrDefault(one => one.Name.Equals(name));
            return layer == null ? (Pose?)null : Hall.Stations.Reading(arrangement.PlacementOf(layer), view);
        }

        /// <summary>
        /// The station nearest to a place on the floor, of one network or of all; null where none is.
        /// </summary>
        public Station Nearest(Vector3 position, string network = null)
        {
            Station nearest = null;
            float least = float.PositiveInfinity;
            foreach (Station station in Stations)
            {
                Vector3 away = station.Pose.Position - position;
                float square = away.X * away.X + away.Z * away.Z;
                if (square < least && (network == null || station.Layer.Network == network))
                {
                    nearest = station;
                    least = square;
                }
            }

            return nearest;
        }

        /// <summary>
        /// The station after (1) or before (-1) the selected one, or where one stands; null before the first and behind
        /// the last.
        /// </summary>
        public Station Next(int step, LayerName? selected, Pose here)
        {
            string network = selected.HasValue ? selected.Value.Network : Nearest(here.Position)?.Layer.Network;
            Station[] inside = Stations.Where(station => station.Layer.Network == network).ToArray();
            return Hall.Stations.Neighbour(inside, here, selected.HasValue ? selected.Value.Layer : null, step);
        }

        /// <summary>Where a network's hall begins; without a name, the first one's.</summary>
        public Pose Entrance(View view, string network = null)
        {
            int i = networks.TakeWhile(id => id != network).Count();
            return i > 0 && i < networks.Count
                ? Hall.Stations.Entrance(lanes[i])
                : Hall.Stations.EntranceOverlooking(view);
        }

        /// <summary>The view of the whole hall from outside.</summary>
        public Pose Outside(View view)
        {
            IEnumerable<Bounds> entrances = lanes.Select(lane => new Bounds(lane - 2.4, lane + 0.8, 0, 1));
            IEnumerable<Bounds> panels = layers.Select(arrangement.PlacementOf).Select(Ground);
            return OutsideView.Of(entrances.Concat(panels).ToArray(), view);
        }

        private Station StationOf(StandingLayer layer)
        {
            return new Station(layer.Name, layer.Node.Name, Hall.Stations.Before(arrangement.PlacementOf(layer)));
        }

        private static Bounds Ground(Placement panel)
        {
            double half = Math.Abs(Math.Cos(panel.Yaw)) * panel.Width / 2;
            double depth = Math.Abs(Math.Sin(panel.Yaw)) * panel.Width / 2;
            Vector3 middle = panel.Position;
            return new Bounds(middle.X - half, middle.X + half, middle.Z - depth, middle.Z + depth);
        }
    }
}
