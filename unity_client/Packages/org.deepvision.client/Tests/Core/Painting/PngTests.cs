using System;
using DeepVision.Painting;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class PngTests
    {
        [TestCase(PngFiles.GreyAllFilters, 1)]
        [TestCase(PngFiles.GreyByPillow, 1)]
        [TestCase(PngFiles.ColoursAllFilters, 3)]
        [TestCase(PngFiles.ColoursByPillow, 3)]
        [TestCase(PngFiles.WithAlphaAllFilters, 4)]
        [TestCase(PngFiles.WithAlphaByPillow, 4)]
        public void ReadsWhatPillowReads(string file, int channels)
        {
            PixelBuffer picture = Png.Read(Convert.FromBase64String(file));
            Assert.That(picture.Width, Is.EqualTo(9));
            Assert.That(picture.Height, Is.EqualTo(7));
            for (int i = 0; i < 63; i++)
            {
                int x = i % 9;
                int y = i / 9;
                int red = (37 * x + 11 * y) % 256;
                Assert.That(picture.Rgba[i * 4], Is.EqualTo(red));
                Assert.That(picture.Rgba[i * 4 + 1], Is.EqualTo(channels == 1 ? red : (5 * x + 83 * y + 20) % 256));
                Assert.That(picture.Rgba[i * 4 + 2], Is.EqualTo(channels == 1 ? red : (3 * x * x + 29 * y) % 256));
                Assert.That(picture.Rgba[i * 4 + 3], Is.EqualTo(channels == 4 ? 255 - 20 * x - 9 * y : 255));
            }
        }

        [TestCase(PngFiles.Palette, "colour type 3")]
        [TestCase(PngFiles.SixteenBits, "16 bits")]
        [TestCase(PngFiles.Interlaced, "interlace 1")]
        [TestCase(PngFiles.Huge, "65536")]
        [TestCase(PngFiles.Unfounded, "missing")]
        [TestCase(PngFiles.TooManyPixels, "more or fewer")]
        [TestCase(PngFiles.UnknownFilter, "filter 5")]
        [TestCase(PngFiles.UnknownPart, "NEED")]
        [TestCase("", "begin")]
        [TestCase("R0lGODlhAQABAAAAACw=", "begin")]
        public void RefusesWithWords(string file, string word)
        {
            FormatException error = Assert.Throws<FormatException>(() => Png.Read(Convert.FromBase64String(file)));
            Assert.That(error.Message, Contains.Substring(word));
            Assert.That(error.Message, Contains.Substring("Expected"));
        }

        [Test]
        public void EveryCutFileIsRefused()
        {
            byte[] whole = Convert.FromBase64String(PngFiles.ColoursByPillow);
            for (int length = 0; length < whole.Length; length++)
            {
                byte[] cut = new byte[length];
                Array.Copy(whole, cut, length);
                Assert.Throws<FormatException>(() => Png.Read(cut), length.ToString());
            }
        }

        [Test]
        public void EveryBrokenByteIsNoticed()
        {
            byte[] whole = Convert.FromBase64String(PngFiles.WithAlphaAllFilters);
            for (int at = 0; at < whole.Length; at++)
            {
                byte[] broken = (byte[])whole.Clone();
                broken[at] ^= 0x10;
                Assert.Throws<FormatException>(() => Png.Read(broken), at.ToString());
            }
        }

        [TestCase(false)]
        [TestCase(true)]
        public void ReadsWhatItWrites(bool transparent)
        {
            PixelBuffer picture = new PixelBuffer(67, 41);
            picture.Fill(new Rgb(0x203040), transparent ? (byte)100 : (byte)255);
            picture.Line(3, 3, 60, 38, 4, new Rgb(0xffb624));
            byte[] file = Png.Write(picture);
            Assert.That(file[25], Is.EqualTo(transparent ? 6 : 2), "colour type");
            Assert.That(Png.Read(file).Rgba, Is.EqualTo(picture.Rgba));
        }
    }
}
