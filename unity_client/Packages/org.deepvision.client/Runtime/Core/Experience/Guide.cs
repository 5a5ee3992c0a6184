using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// Leads through the hall that stands: to layers, to the entrance, outside. Without a hall it stays.
    /// </summary>
    internal sealed class Guide
    {
        private readonly IMover mover;
        private readonly ServerVisit visit;
        private readonly Action went;
        private IReadOnlyList<Station> seen;
        private Vector3[] stations = new Vector3[0];

        /// <param name="mover">who is led</param>
        /// <param name="visit">what stands</param>
        /// <param name="went">called when somebody was led to a layer</param>
        public Guide(IMover mover, ServerVisit visit, Action went)
        {
            this.mover = mover;
            this.visit = visit;
            this.went = went;
        }

        /// <summary>What is seen at once.</summary>
        public View View { get; set; } = new View(Sizes.FieldOfView, 16f / 9);

        /// <summary>Where a teleport snaps to.</summary>
        public IReadOnlyList<Vector3> Stations
        {
            get
            {
                IReadOnlyList<Station> now = visit.Hall?.Scene.Tour.Stations;
                if (!ReferenceEquals(now, seen))
                {
                    seen = now;
                    stations = now == null ? new Vector3[0] : now.Select(station => station.Pose.Position).ToArray();
                }

                return stations;
            }
        }

        private Tour Tour => visit.Hall.Scene.Tour;

        /// <summary>The selected layer, or the one that the visitor stands next to; null: none.</summary>
        public string NearestLayer(string network)
        {
            if (visit.Hall == null)
            {
                return null;
            }

            LayerName? selected = visit.Hall.Selected;
            return selected.HasValue && selected.Value.Network == network
                ? selected.Value.Layer
                : Tour.Nearest(mover.Eye.Position, network)?.Layer.Layer;
        }

        /// <summary>Comes into a hall that was just built.</summary>
        public void Arrive()
        {
            mover.Arrive(Tour.Outside(View), Tour.Entrance(View));
        }

        /// <summary>Goes before a layer and selects it.</summary>
        public void GoTo(LayerName layer)
        {
            Pose? reading = visit.Hall == null
                ? null
                : mover.Reading(visit.Hall.Scene, layer, View, visit.Hall.IsSheetOpen);
            if (reading.HasValue)
            {
                visit.Hall.Select(layer, false);
                mover.GoTo(reading.Value);
                went();
            }
        }

        /// <summary>To the next (1) or previous (-1) layer; before the first one lies the entrance.</summary>
        public void Step(int step)
        {
            if (visit.Hall == null)
            {
                return;
            }

            Station station = Tour.Next(step, visit.Hall.Selected, mover.Eye);
            if (station != null)
            {
                GoTo(station.Layer);
            }
            else if (step == -1)
            {
                GoToEntrance();
            }
        }

        public void GoToEntrance()
        {
            if (visit.Hall != null)
            {
                visit.Hall.Select(null, false);
                mover.GoTo(Tour.Entrance(View));
            }
        }

        public void GoOutside()
        {
            if (visit.Hall != null)
            {
                mover.GoTo(Tour.Outside(View));
            }
        }
    }
}
