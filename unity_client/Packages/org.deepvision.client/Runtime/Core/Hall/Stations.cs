using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where one stands: before panels and at the entrance.</summary>
    public static class Stations
    {
        /// <summary>Around what is looked at, in metres: rulers at a panel, the posts of the shelf.</summary>
        private const float Margin = 0.15f;

        /// <summary>How far a panel's plate stands out on the floor, in metres.</summary>
        private const float PlateDepth = 0.25f;

        /// <summary>Metres around a station within which one stands at it.</summary>
        private const float Reach = 1.5f;

        /// <summary>Metres along z that a station must lie further to be the next one.</summary>
        private const float Tolerance = 0.3f;

        /// <summary>The pose that many metres before a panel that looks at its centre.</summary>
        public static Pose Before(Placement panel, float away = Sizes.StationDistance)
        {
            return Poses.LookingAt(EyeBefore(panel, away), panel.Position);
        }

        /// <summary>
        /// The pose from which a panel, its rulers and its plate fit into the view, as near to its station as that
        /// goes.
        /// </summary>
        public static Pose Reading(Placement panel, View view)
        {
            double right = panel.Width / 2 + Margin;
            double up = panel.Position.Y + panel.Height / 2 + Margin - Sizes.EyeHeight;
            const double Down = Sizes.EyeHeight - Sizes.PlateBottom;
            double tangent = Math.Tan(view.FieldOfView / 2) * view.Aspect;
            double away = Sizes.StationDistance;
            bool fits = false;
            while (!fits && away < Sizes.FarthestStation)
            {
                fits = right / away <= tangent && Height(up, Down, away) <= view.FieldOfView;
                away += fits ? 0 : 0.05;
            }

            double middle = (Math.Atan(up / away) - Math.Atan(Down / (away - PlateDepth))) / 2;
            Vector3 target = panel.Position;
            target.Y = (float)(Sizes.EyeHeight + Math.Tan(middle) * away);
            return Poses.LookingAt(EyeBefore(panel, away), target);
        }

        /// <summary>Where a visitor of a hall begins.</summary>
        /// <param name="x">of the network's lane</param>
        public static Pose Entrance(float x)
        {
            return new Pose(Sizes.Start + new Vector3(x, 0, 0), 0, 0);
        }

        /// <summary>
        /// The entrance of the first hall: canvas, results and, where the view is wide enough, the shelf beside them
        /// are seen.
        /// </summary>
        public static Pose EntranceOverlooking(View view)
        {
            double upward = Math.Tan(view.FieldOfView / 2);
            const float Side = Sizes.ResultsWidth / 2 + 0.05f;
            var canvas = new List<Vector2> { new Vector2(-Side, 0.1f), new Vector2(Side, 0.1f) };
            IEnumerable<Vector2> shelf = Furniture.ShelfPlaces(Furniture.ShelfHome)
                .Select(place => place.Board.Position)
                .Select(position => new Vector2(position.X - Margin, position.Z + Margin / 2));
            double tallest = (Sizes.ResultsTop + 0.1 - Sizes.EyeHeight) / upward;
            Vector2 eye = Overlooking(canvas.Concat(shelf).ToArray(), upward * view.Aspect);
            if (eye.Y > Sizes.FarthestStart)
            {
                eye = Overlooking(canvas, upward * view.Aspect);
            }

            float z = (float)Math.Max(Sizes.Start.Z, Math.Max(eye.Y, tallest));
            return new Pose(new Vector3(eye.X, Sizes.Start.Y, z), 0, 0);
        }

        /// <summary>
        /// The station that next (step 1) or previous (step -1) leads to, or null. From a station: its neighbour. From
        /// anywhere else: the nearest one in walking direction, so that the first press never jumps over a layer one
        /// has not seen.
        /// </summary>
        /// <param name="stations">of one network, in order of execution</param>
        /// <param name="here">where one stands</param>
        /// <param name="selected">the selected layer's id, or null</param>
        /// <param name="step">1 or -1</param>
        public static Station Neighbour(IReadOnlyList<Station> stations, Pose here, string selected, int step)
        {
            int current = stations.TakeWhile(station => station.Layer.Layer != selected).Count();
            if (current < stations.Count && IsNear(stations[current], here))
            {
                return stations.ElementAtOrDefault(current + step);
            }

            return step == 1
                ? stations.FirstOrDefault(station => station.Pose.Position.Z < here.Position.Z - Tolerance)
                    ?? stations.LastOrDefault()
                : stations.LastOrDefault(station => station.Pose.Position.Z > here.Position.Z + Tolerance)
                    ?? stations.FirstOrDefault();
        }

        private static bool IsNear(Station station, Pose here)
        {
            Vector3 away = station.Pose.Position - here.Position;
            return Math.Sqrt(away.X * away.X + away.Z * away.Z) < Reach;
        }

        private static Vector3 EyeBefore(Placement panel, double away)
        {
            Vector3 eye = new Board(panel.Position, panel.Yaw).On(0, 0, away);
            eye.Y = Sizes.EyeHeight;
            return eye;
        }

        /// <summary>The angle from the upper edge down to the plate.</summary>
        private static double Height(double up, double down, double away)
        {
            return Math.Atan(up / away) + Math.Atan(down / (away - PlateDepth));
        }

        /// <summary>
        /// The nearest place from which all places are seen along -z, within a tangent of half the angle to each side;
        /// X and Y are the hall's x and z.
        /// </summary>
        private static Vector2 Overlooking(IReadOnlyCollection<Vector2> places, double extent)
        {
            double right = places.Max(place => place.X + extent * place.Y);
            double left = places.Max(place => -place.X + extent * place.Y);
            return new Vector2((float)((right - left) / 2), (float)((right + left) / (2 * extent)));
        }
    }
}
