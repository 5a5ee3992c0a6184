using System.Numerics;

namespace DeepVision.Space
{
    /// <summary>
    /// Where a panel stands and how its grid is divided. Metres, right-handed, y up; yaw in radians about +y,
    /// 0: the front faces +z. Channel 0 is top left seen from the front; after every 8th column and row the gap is
    /// twice as wide.
    /// </summary>
    public readonly struct Placement
    {
        /// <summary>Centre.</summary>
        public readonly Vector3 Position;
        public readonly float Yaw;
        public readonly float Width;
        public readonly float Height;
        public readonly int Columns;
        public readonly int Rows;
        public readonly float Gap;

        public Placement(Vector3 position, float yaw, float width, float height, int columns, int rows, float gap)
        {
            Position = position;
            Yaw = yaw;
            Width = width;
            Height = height;
            Columns = columns;
            Rows = rows;
            Gap = gap;
        }

        /// <summary>The same grid elsewhere.</summary>
        public Placement MovedTo(Vector3 position, float yaw)
        {
            return new Placement(position, yaw, Width, Height, Columns, Rows, Gap);
        }

        /// <summary>The same grid, larger by a factor about its centre.</summary>
        public Placement Scaled(float factor)
        {
            return new Placement(Position, Yaw, Width * factor, Height * factor, Columns, Rows, Gap * factor);
        }
    }
}
