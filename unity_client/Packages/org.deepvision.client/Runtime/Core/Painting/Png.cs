namespace DeepVision.Painting
{
    /// <summary>PNG files as this project's server sends them: 8 bit grey, RGB or RGBA, not interlaced.</summary>
    public static class Png
    {
        /// <summary>More pixels are refused before any memory is taken for them.</summary>
        public const int MostPixels = 64 * 1024 * 1024;

        internal static readonly byte[] Signature = { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 };

        /// <summary>Decodes a file; grey becomes equal red, green and blue.</summary>
        /// <exception cref="System.FormatException">It is broken, too large, or another kind of PNG.</exception>
        public static PixelBuffer Read(byte[] file)
        {
            return new PngReader(file).Read();
        }

        /// <summary>Encodes a picture: RGB if all of it is opaque, else RGBA.</summary>
        public static byte[] Write(PixelBuffer picture)
        {
            return PngWriter.Write(picture);
        }
    }
}
