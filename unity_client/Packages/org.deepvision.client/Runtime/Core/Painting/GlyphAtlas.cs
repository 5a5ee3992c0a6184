using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace DeepVision.Painting
{
    /// <summary>
    /// The letters as a signed distance field: one picture serves text of every size. The file and its layout are made
    /// by tools/make_glyph_atlas.py. Characters that are not in it appear as □.
    /// </summary>
    public sealed class GlyphAtlas
    {
        private const uint Magic = 0x31475644; // "DVG1"
        private const char Unknown = '□';
        private const int Largest = 4096;

        /// <summary>Characters below this number are looked up in an array: almost all of any text.</summary>
        private const int Common = 0x180;

        private readonly Glyph[] common = new Glyph[Common];
        private readonly Dictionary<char, Glyph> others = new Dictionary<char, Glyph>();

        private GlyphAtlas(
            int width, int height, int capitals, int spread, Dictionary<char, Glyph> glyphs, byte[] texels)
        {
            Width = width;
            Height = height;
            Capitals = capitals;
            Spread = spread;
            Distances = texels;
            for (int code = 0; code < Common; code++)
            {
                Glyph glyph;
                common[code] = glyphs.TryGetValue((char)code, out glyph) ? glyph : glyphs[Unknown];
            }
            foreach (KeyValuePair<char, Glyph> entry in glyphs)
            {
                if (entry.Key >= Common)
                {
                    others.Add(entry.Key, entry.Value);
                }
            }
        }

        /// <summary>Texels.</summary>
        public int Width { get; }

        /// <summary>Texels.</summary>
        public int Height { get; }

        /// <summary>Height of a capital, in texels.</summary>
        public int Capitals { get; }

        /// <summary>Texels from the outline, 128, to the ends of the range, 1 and 255.</summary>
        public int Spread { get; }

        /// <summary>One byte a texel, row 0 = top; 128 is the outline, larger is inside.</summary>
        public byte[] Distances { get; }

        /// <summary>The glyph of a character; □ if the atlas does not have it.</summary>
        public Glyph this[char character]
        {
            get
            {
                if (character < Common)
                {
                    return common[character];
                }
                Glyph glyph;
                return others.TryGetValue(character, out glyph) ? glyph : common[0];
            }
        }

        /// <summary>Reads the file.</summary>
        /// <exception cref="FormatException">It is not such a file, or a part of it is missing.</exception>
        public static GlyphAtlas Read(Stream stream)
        {
            try
            {
                using (BinaryReader reader = new BinaryReader(stream, System.Text.Encoding.ASCII, true))
                {
                    return Read(reader);
                }
            }
            catch (EndOfStreamException)
            {
                throw Broken("the file ends too early");
            }
            catch (InvalidDataException error)
            {
                throw Broken(error.Message);
            }
        }

        /// <summary>Width of a line in heights of its capitals.</summary>
        public float Measure(string text)
        {
            float width = 0;
            foreach (char character in text)
            {
                width += this[character].Advance;
            }
            return width;
        }

        private static GlyphAtlas Read(BinaryReader reader)
        {
            uint magic = reader.ReadUInt32();
            if (magic != Magic)
            {
                throw Broken($"it begins with 0x{magic:x8} instead of \"DVG1\"");
            }
            int width = reader.ReadUInt16();
            int height = reader.ReadUInt16();
            int count = reader.ReadUInt16();
            int capitals = reader.ReadUInt16();
            int spread = reader.ReadUInt16();
            reader.ReadUInt16();
            int packed = reader.ReadInt32();
            if (width < 1 || width > Largest || height < 1 || height > Largest || capitals < 1 || spread < 1)
            {
                throw Broken($"a picture of {width}×{height} with capitals of {capitals} and a spread of {spread}");
            }
            Dictionary<char, Glyph> glyphs = new Dictionary<char, Glyph>();
            for (int i = 0; i < count; i++)
            {
                char code = (char)reader.ReadUInt16();
                Glyph glyph = ReadGlyph(reader, capitals);
                if (glyph.X + glyph.TexelWidth > width || glyph.Y + glyph.TexelHeight > height)
                {
                    throw Broken($"character {(int)code} lies outside the picture");
                }
                glyphs[code] = glyph;
            }
            if (!glyphs.ContainsKey(Unknown))
            {
                throw Broken("it has no □, which stands for unknown characters");
            }
            byte[] texels = Unpack(reader, packed, width * height);
            return new GlyphAtlas(width, height, capitals, spread, glyphs, texels);
        }

        private static Glyph ReadGlyph(BinaryReader reader, float capitals)
        {
            int x = reader.ReadUInt16();
            int y = reader.ReadUInt16();
            int width = reader.ReadByte();
            int height = reader.ReadByte();
            int left = reader.ReadSByte();
            int up = reader.ReadSByte();
            float advance = reader.ReadUInt16() / 256f;
            return new Glyph(
                left / capitals,
                up / capitals - 0.5f,
                width / capitals,
                height / capitals,
                advance / capitals,
                x,
                y,
                width,
                height);
        }

        private static byte[] Unpack(BinaryReader reader, int packed, int expected)
        {
            byte[] compressed = reader.ReadBytes(Math.Max(0, packed));
            if (compressed.Length != packed)
            {
                throw new EndOfStreamException();
            }
            byte[] texels = new byte[expected];
            using (DeflateStream inflated = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress))
            {
                int read = 0;
                while (read < expected)
                {
                    int some = inflated.Read(texels, read, expected - read);
                    if (some <= 0)
                    {
                        throw new EndOfStreamException();
                    }
                    read += some;
                }
            }
            return texels;
        }

        private static FormatException Broken(string what)
        {
            return new FormatException(
                "Expected the letters as tools/make_glyph_atlas.py writes them, but " + what + ". Run it again.");
        }
    }
}
