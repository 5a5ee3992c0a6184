using System;

namespace DeepVision.Space
{
    /// <summary>Shape of a layer's activation: channels, height and width of each feature map.</summary>
    public readonly struct Shape : IEquatable<Shape>
    {
        public readonly int Channels;
        public readonly int Height;
        public readonly int Width;

        public Shape(int channels, int height, int width)
        {
            Channels = channels;
            Height = height;
            Width = width;
        }

        public bool Equals(Shape other)
        {
            return Channels == other.Channels && Height == other.Height && Width == other.Width;
        }

        public override bool Equals(object other)
        {
            return other is Shape shape && Equals(shape);
        }

        public override int GetHashCode()
        {
            return (Channels * 397 ^ Height) * 397 ^ Width;
        }

        public override string ToString()
        {
            return $"{Channels}×{Height}×{Width}";
        }
    }
}
