using System;

namespace DeepVision.Wire
{
    /// <summary>One checked frame: the channels [First, First + Channels) of a layer of the header.</summary>
    public readonly struct Frame
    {
        public readonly FrameKind Kind;

        /// <summary>Level of detail; each halves the sides.</summary>
        public readonly int Mip;

        /// <summary>Number of the layer in the header.</summary>
        public readonly int Layer;
        public readonly int First;
        public readonly int Channels;
        public readonly int Height;
        public readonly int Width;

        /// <summary>Bytes within the parser's own memory: they hold until it is given more.</summary>
        public readonly ArraySegment<byte> Payload;

        public Frame(
            FrameKind kind,
            int mip,
            int layer,
            int first,
            int channels,
            int height,
            int width,
            ArraySegment<byte> payload)
        {
            Kind = kind;
            Mip = mip;
            Layer = layer;
            First = first;
            Channels = channels;
            Height = height;
            Width = width;
            Payload = payload;
        }

        /// <summary>The payload of a statistics or exact frame.</summary>
        public float[] Floats()
        {
            float[] values = new float[Payload.Count / sizeof(float)];
            Buffer.BlockCopy(Payload.Array, Payload.Offset, values, 0, values.Length * sizeof(float));
            return values;
        }
    }
}
