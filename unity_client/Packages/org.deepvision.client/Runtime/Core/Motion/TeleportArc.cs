using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>
    /// A throw: 10 m/s under gravity, so that it reaches 11 m and rises over every panel. Near a station it lands
    /// there. One object is aimed anew in every frame and allocates nothing.
    /// </summary>
    public sealed class TeleportArc
    {
        /// <summary>Corners of the drawn line.</summary>
        public const int Points = 25;
        private readonly Vector3[] line = new Vector3[Points];

        /// <summary>From the hand to the floor; the last point is the landing.</summary>
        public IReadOnlyList<Vector3> Line => line;

        /// <summary>Where it leads to; null while nobody aims.</summary>
        public TeleportLanding? Landing { get; private set; }

        /// <summary>Throws along the ray.</summary>
        /// <param name="pointer">from the hand; above the floor</param>
        /// <param name="stations">places on the floor where one stands well</param>
        public void Aim(Ray pointer, IReadOnlyList<Vector3> stations)
        {
            if (pointer.Direction.LengthSquared() == 0)
            {
                Stop(); // the hand is not tracked
                return;
            }

            Vector3 velocity = Vector3.Normalize(pointer.Direction) * Sizes.TeleportSpeed;
            float seconds = SecondsToFloor(Math.Max(0, pointer.Origin.Y), velocity.Y);
            Vector3 thrown = At(pointer.Origin, velocity, seconds);
            int station = NearestStation(thrown, stations);
            Vector3 end = station < 0
                ? new Vector3(thrown.X, 0, thrown.Z)
                : new Vector3(stations[station].X, 0, stations[station].Z);
            Vector3 bent = end - thrown;
            for (int i = 0; i < Points; i++)
            {
                float share = i / (float)(Points - 1);
                line[i] = At(pointer.Origin, velocity, seconds * share) + bent * (share * share);
            }

            line[Points - 1] = end;
            Landing = new TeleportLanding(end, station);
        }

        /// <summary>Nobody aims any more.</summary>
        public void Stop()
        {
            Landing = null;
        }

        /// <summary>When something thrown upwards at this speed (m/s) from this height (m) meets the floor.</summary>
        public static float SecondsToFloor(float height, float upwards)
        {
            return (upwards + (float)Math.Sqrt(upwards * upwards + 2 * Sizes.Gravity * height)) / Sizes.Gravity;
        }

        private static Vector3 At(Vector3 origin, Vector3 velocity, float seconds)
        {
            return origin + velocity * seconds - new Vector3(0, Sizes.Gravity / 2 * seconds * seconds, 0);
        }

        private static int NearestStation(Vector3 point, IReadOnlyList<Vector3> stations)
        {
            int nearest = -1;
            float best = Sizes.StationSnap * Sizes.StationSnap;
            for (int i = 0; i < stations.Count; i++)
            {
                float x = stations[i].X - point.X;
                float z = stations[i].Z - point.Z;
                if (x * x + z * z <= best)
                {
                    best = x * x + z * z;
                    nearest = i;
                }
            }

            return nearest;
        }
    }
}
