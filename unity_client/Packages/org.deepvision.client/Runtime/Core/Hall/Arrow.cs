using System.Numerics;

namespace DeepVision.Hall
{
    /// <summary>
    /// A place on a path over the floor and the direction of the path there; X and Y are the hall's x and z.
    /// </summary>
    public readonly struct Arrow
    {
        public readonly Vector2 At;

        /// <summary>Of length 1.</summary>
        public readonly Vector2 Direction;

        public Arrow(Vector2 at, Vector2 direction)
        {
            At = at;
            Direction = direction;
        }
    }
}
