using System.Numerics;

namespace DeepVision.Space
{
    /// <summary>A half-line in the hall. The direction need not have length 1.</summary>
    public readonly struct Ray
    {
        public readonly Vector3 Origin;
        public readonly Vector3 Direction;

        public Ray(Vector3 origin, Vector3 direction)
        {
            Origin = origin;
            Direction = direction;
        }

        /// <summary>The point <paramref name="metres"/> from the origin.</summary>
        public Vector3 At(float metres)
        {
            return Origin + metres / Direction.Length() * Direction;
        }
    }
}
