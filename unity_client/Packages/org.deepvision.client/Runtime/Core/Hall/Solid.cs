using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>A box.</summary>
    public readonly struct Solid
    {
        /// <summary>Its middle is the middle of the box.</summary>
        public readonly Board Board;

        /// <summary>Width, height, depth in metres, along the board's axes.</summary>
        public readonly Vector3 Size;
        public readonly Rgb Colour;

        /// <summary>Gives the box diagonal stripes of a second colour.</summary>
        public readonly Rgb? Stripe;

        public Solid(Board board, Vector3 size, Rgb colour, Rgb? stripe = null)
        {
            Board = board;
            Size = size;
            Colour = colour;
            Stripe = stripe;
        }
    }
}
