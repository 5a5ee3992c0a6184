using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using DeepVision.Wire;

namespace DeepVision.Painting
{
    /// <summary>Reads one PNG file, strictly: lengths, checksums, filters and the end are all checked.</summary>
    internal sealed class PngReader
    {
        private const int ChunkOverhead = 12;

        /// <summary>Deflate cannot pack better than this, so a small file cannot ask for much memory.</summary>
        private const int BestCompression = 1032;

        private readonly byte[] file;
        private readonly MemoryStream packed = new MemoryStream();
        private int width;
        private int height;
        private int channels;

        public PngReader(byte[] file)
        {
            this.file = file;
        }

        public PixelBuffer Read()
        {
            for (int i = 0; i < Png.Signature.Length; i++)
            {
                if (i >= file.Length || file[i] != Png.Signature[i])
                {
                    throw Broken("it does not begin like one");
                }
            }
            ReadChunks();
            byte[] rows = Inflate();
            return new PixelBuffer(width, height, Unfilter(rows));
        }

        private void ReadChunks()
        {
            int at = Png.Signature.Length;
            bool dataEnded = false;
            for (bool first = true; ; first = false)
            {
                int length = ChunkLength(at);
                string name = Encoding.ASCII.GetString(file, at + 4, 4);
                int data = at + 8;
                if (Crc32.Of(new ArraySegment<byte>(file, at + 4, length + 4)) != Number(data + length))
                {
                    throw Broken($"the checksum of its part {name} is wrong");
                }
                if (first != (name == "IHDR"))
                {
                    throw Broken($"part {name} is not where it may be");
                }
                switch (name)
                {
                    case "IHDR":
                        ReadHeader(data, length);
                        break;
                    case "IDAT":
                        if (dataEnded)
                        {
                            throw Broken("its pixels are not in one piece");
                        }
                        packed.Write(file, data, length);
                        break;
                    case "IEND":
                        return;
                    default:
                        if (char.IsUpper(name[0]) && name != "PLTE")
                        {
                            throw Broken($"it has an unknown part {name}");
                        }
                        break;
                }
                dataEnded = name != "IDAT" && packed.Length > 0;
                at = data + length + 4;
            }
        }

        private int ChunkLength(int at)
        {
            if (file.Length - at < ChunkOverhead)
            {
                throw Broken("it ends too early");
            }
            uint length = Number(at);
            if (length > file.Length - at - ChunkOverhead)
            {
                throw Broken("it ends too early");
            }
            return (int)length;
        }

        private void ReadHeader(int at, int length)
        {
            if (length != 13)
            {
                throw Broken($"its header has {length} bytes instead of 13");
            }
            uint width = Number(at);
            uint height = Number(at + 4);
            if (width == 0 || height == 0 || (ulong)width * height > Png.MostPixels)
            {
                throw new FormatException(
                    $"Expected a picture of 1 to {Png.MostPixels} pixels, got {width}×{height}. Use a smaller one.");
            }
            int colour = file[at + 9];
            channels = colour == 0 ? 1 : colour == 2 ? 3 : colour == 6 ? 4 : 0;
            bool standard = file[at + 10] == 0 && file[at + 11] == 0;
            if (file[at + 8] != 8 || channels == 0 || !standard || file[at + 12] != 0)
            {
                throw new FormatException(
                    "Expected a PNG of 8 bit grey, RGB or RGBA that is not interlaced, got "
                    + $"{file[at + 8]} bits, colour type {colour}, interlace {file[at + 12]}. Save it as 8 bit RGB.");
            }
            this.width = (int)width;
            this.height = (int)height;
        }

        private byte[] Inflate()
        {
            long expected = (long)height * (1 + (long)width * channels);
            byte[] packed = this.packed.GetBuffer();
            int length = (int)this.packed.Length;
            if (length < 6 || expected > (long)length * BestCompression)
            {
                throw Broken("its pixels are missing");
            }
            if ((packed[0] & 15) != 8 || (packed[1] & 32) != 0 || ((packed[0] << 8) + packed[1]) % 31 != 0)
            {
                throw Broken("its pixels are not packed by zlib");
            }
            byte[] rows = new byte[expected];
            try
            {
                using (MemoryStream inner = new MemoryStream(packed, 2, length - 6))
                using (DeflateStream inflated = new DeflateStream(inner, CompressionMode.Decompress))
                {
                    int read = 0;
                    int some = 1;
                    while (read < rows.Length && some > 0)
                    {
                        some = inflated.Read(rows, read, rows.Length - read);
                        read += some;
                    }
                    if (read < rows.Length || inflated.ReadByte() >= 0)
                    {
                        throw Broken("it has more or fewer pixels than it says");
                    }
                }
            }
            catch (Exception error) when (error is InvalidDataException || error is IOException)
            {
                throw Broken("its pixels cannot be unpacked");
            }
            if (Adler(rows) != (uint)(packed[length - 4] << 24 | packed[length - 3] << 16 | packed[length - 2] << 8
                | packed[length - 1]))
            {
                throw Broken("the checksum of its pixels is wrong");
            }
            return rows;
        }

        private byte[] Unfilter(byte[] rows)
        {
            int stride = width * channels;
            byte[] rgba = new byte[width * height * 4];
            for (int y = 0; y < height; y++)
            {
                int row = y * (stride + 1) + 1;
                UnfilterRow(rows, row, stride, rows[row - 1], y > 0 ? row - stride - 1 : -1);
                for (int x = 0; x < width; x++)
                {
                    int from = row + x * channels;
                    int to = (y * width + x) * 4;
                    rgba[to] = rows[from];
                    rgba[to + 1] = rows[channels == 1 ? from : from + 1];
                    rgba[to + 2] = rows[channels == 1 ? from : from + 2];
                    rgba[to + 3] = channels == 4 ? rows[from + 3] : (byte)255;
                }
            }
            return rgba;
        }

        /// <summary><paramref name="above"/>: where the row before begins, -1 if there is none.</summary>
        private void UnfilterRow(byte[] rows, int row, int stride, int filter, int above)
        {
            if (filter > 4)
            {
                throw Broken($"it has an unknown filter {filter}");
            }
            if (filter == 0)
            {
                return;
            }
            for (int i = 0; i < stride; i++)
            {
                int left = i >= channels ? rows[row + i - channels] : 0;
                int up = above >= 0 ? rows[above + i] : 0;
                int corner = above >= 0 && i >= channels ? rows[above + i - channels] : 0;
                int guess = filter == 1 ? left
                    : filter == 2 ? up
                    : filter == 3 ? (left + up) / 2
                    : Paeth(left, up, corner);
                rows[row + i] = (byte)(rows[row + i] + guess);
            }
        }

        private static int Paeth(int left, int up, int corner)
        {
            int estimate = left + up - corner;
            int toLeft = Math.Abs(estimate - left);
            int toUp = Math.Abs(estimate - up);
            int toCorner = Math.Abs(estimate - corner);
            return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
        }

        internal static uint Adler(byte[] data)
        {
            const uint Modulus = 65521;
            const int Run = 3800; // as many sums as cannot overflow
            uint a = 1;
            uint b = 0;
            for (int at = 0; at < data.Length;)
            {
                int end = Math.Min(data.Length, at + Run);
                for (; at < end; at++)
                {
                    a += data[at];
                    b += a;
                }
                a %= Modulus;
                b %= Modulus;
            }
            return b << 16 | a;
        }

        private uint Number(int at)
        {
            return (uint)(file[at] << 24 | file[at + 1] << 16 | file[at + 2] << 8 | file[at + 3]);
        }

        private static FormatException Broken(string what)
        {
            return new FormatException($"Expected a PNG file, but {what}. Fetch or save it again.");
        }
    }
}
