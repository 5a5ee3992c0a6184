using System.Numerics;

namespace DeepVision.Motion
{
    /// <summary>Where a teleport leads to.</summary>
    public readonly struct TeleportLanding
    {
        /// <summary>On the floor (y = 0).</summary>
        public readonly Vector3 Point;

        /// <summary>Number of the station it snapped to; -1: none.</summary>
        public readonly int Station;

        public TeleportLanding(Vector3 point, int station)
        {
            Point = point;
            Station = station;
        }
    }
}
