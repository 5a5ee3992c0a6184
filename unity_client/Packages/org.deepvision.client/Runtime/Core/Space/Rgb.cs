namespace DeepVision.Space
{
    /// <summary>A colour as an sRGB hexadecimal number, 0xRRGGBB.</summary>
    public readonly struct Rgb
    {
        public readonly int Value;

        public Rgb(int value)
        {
            Value = value;
        }

        public byte R => (byte)(Value >> 16);
        public byte G => (byte)(Value >> 8);
        public byte B => (byte)Value;

        /// <summary>Each channel times a factor, kept within 0…255.</summary>
        public Rgb Times(float factor)
        {
            return new Rgb(Scaled(R, factor) << 16 | Scaled(G, factor) << 8 | Scaled(B, factor));
        }

        private static int Scaled(byte channel, float factor)
        {
            float value = channel * factor + 0.5f;
            return value < 0 ? 0 : value > 255 ? 255 : (int)value;
        }
    }
}
