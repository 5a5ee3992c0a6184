using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using DeepVision.Wire;

namespace DeepVision.Painting
{
    /// <summary>Writes PNG files, every row as its difference from the one above.</summary>
    internal static class PngWriter
    {
        private const byte FilterUp = 2;

        public static byte[] Write(PixelBuffer picture)
        {
            int channels = Opaque(picture) ? 3 : 4;
            MemoryStream file = new MemoryStream();
            file.Write(Png.Signature, 0, Png.Signature.Length);
            byte[] header = new byte[13];
            Store(header, 0, (uint)picture.Width);
            Store(header, 4, (uint)picture.Height);
            header[8] = 8;
            header[9] = (byte)(channels == 3 ? 2 : 6);
            WriteChunk(file, "IHDR", header);
            WriteChunk(file, "IDAT", Pack(Rows(picture, channels)));
            WriteChunk(file, "IEND", new byte[0]);
            return file.ToArray();
        }

        private static bool Opaque(PixelBuffer picture)
        {
            for (int i = 3; i < picture.Rgba.Length; i += 4)
            {
                if (picture.Rgba[i] != 255)
                {
                    return false;
                }
            }
            return true;
        }

        private static byte[] Rows(PixelBuffer picture, int channels)
        {
            byte[] rows = new byte[picture.Height * (1 + picture.Width * channels)];
            int at = 0;
            int above = picture.Width * 4;
            for (int y = 0; y < picture.Height; y++)
            {
                rows[at++] = FilterUp;
                for (int x = 0; x < picture.Width; x++)
                {
                    int from = (y * picture.Width + x) * 4;
                    for (int i = from; i < from + channels; i++)
                    {
                        rows[at++] = (byte)(picture.Rgba[i] - (y > 0 ? picture.Rgba[i - above] : 0));
                    }
                }
            }
            return rows;
        }

        private static byte[] Pack(byte[] rows)
        {
            MemoryStream packed = new MemoryStream();
            packed.WriteByte(0x78);
            packed.WriteByte(0x9c);
            using (DeflateStream deflate = new DeflateStream(packed, CompressionMode.Compress, true))
            {
                deflate.Write(rows, 0, rows.Length);
            }
            byte[] checksum = new byte[4];
            Store(checksum, 0, PngReader.Adler(rows));
            packed.Write(checksum, 0, checksum.Length);
            return packed.ToArray();
        }

        private static void WriteChunk(Stream file, string name, byte[] data)
        {
            byte[] chunk = new byte[data.Length + 12];
            Store(chunk, 0, (uint)data.Length);
            Encoding.ASCII.GetBytes(name, 0, 4, chunk, 4);
            data.CopyTo(chunk, 8);
            Store(chunk, data.Length + 8, Crc32.Of(new ArraySegment<byte>(chunk, 4, data.Length + 4)));
            file.Write(chunk, 0, chunk.Length);
        }

        private static void Store(byte[] target, int at, uint number)
        {
            target[at] = (byte)(number >> 24);
            target[at + 1] = (byte)(number >> 16);
            target[at + 2] = (byte)(number >> 8);
            target[at + 3] = (byte)number;
        }
    }
}
