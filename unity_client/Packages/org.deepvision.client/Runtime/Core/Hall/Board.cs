using System;
using System.Numerics;

namespace DeepVision.Hall
{
    /// <summary>
    /// A flat surface that signs stand on: where its middle is, how it is turned, how far it leans back.
    /// </summary>
    public readonly struct Board
    {
        public readonly Vector3 Position;

        /// <summary>Radians about +y; 0 faces +z.</summary>
        public readonly float Yaw;

        /// <summary>
        /// Radians that the upper edge leans away from the reader; negative: towards. π/2 lies on the floor.
        /// </summary>
        public readonly float Lean;

        public Board(Vector3 position, float yaw = 0, float lean = 0)
        {
            Position = position;
            Yaw = yaw;
            Lean = lean;
        }

        /// <summary>The point that many metres from the board's middle, in its own axes.</summary>
        public Vector3 On(double right, double up, double outwards = 0)
        {
            double sinYaw = Math.Sin(Yaw);
            double cosYaw = Math.Cos(Yaw);
            double sinLean = Math.Sin(Lean);
            double cosLean = Math.Cos(Lean);
            double back = -up * sinLean + outwards * cosLean;
            return new Vector3(
                (float)(Position.X + right * cosYaw + back * sinYaw),
                (float)(Position.Y + up * cosLean + outwards * sinLean),
                (float)(Position.Z - right * sinYaw + back * cosYaw));
        }

        /// <summary>The same direction elsewhere.</summary>
        public Board At(Vector3 position)
        {
            return new Board(position, Yaw, Lean);
        }

        /// <summary>The board whose middle is at <see cref="On"/>.</summary>
        public Board Beside(double right, double up, double outwards = 0)
        {
            return At(On(right, up, outwards));
        }
    }
}
