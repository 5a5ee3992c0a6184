using System;
using DeepVision.Painting;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class PixelBufferTests
    {
        private static readonly Rgb White = new Rgb(0xffffff);
        private static readonly Rgb Black = new Rgb(0x000000);
        private static readonly Rgb Orange = new Rgb(0xff8020);

        [Test]
        public void AnEmptyPictureIsTransparent()
        {
            PixelBuffer pixels = new PixelBuffer(3, 2);
            Assert.That(pixels.Rgba, Is.EqualTo(new byte[24]));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(0, 2));
        }

        [Test]
        public void FillSetsEveryPixelOfTheClip()
        {
            PixelBuffer pixels = new PixelBuffer(40, 3);
            pixels.Fill(Orange);
            for (int i = 0; i < 120; i++)
            {
                Assert.That(Colour(pixels, i), Is.EqualTo(0xff8020));
                Assert.That(pixels.Rgba[i * 4 + 3], Is.EqualTo(255));
            }
            pixels.Clip = new Area(1, 1, 2, 1);
            pixels.Fill(Black, 7);
            Assert.That(Sum(pixels, 3), Is.EqualTo(118 * 255 + 2 * 7));
        }

        [Test]
        public void ARectangleCoversPartsOfPixels()
        {
            PixelBuffer pixels = Blacked(4, 4);
            pixels.Rectangle(new Area(0.5f, 1, 2, 1.25f), White);
            Assert.That(Row(pixels, 1), Is.EqualTo(new[] { 128, 255, 128, 0 }));
            Assert.That(Row(pixels, 2), Is.EqualTo(new[] { 32, 64, 32, 0 }));
            Assert.That(Row(pixels, 3), Is.EqualTo(new[] { 0, 0, 0, 0 }));
        }

        [Test]
        public void OpacityMixes()
        {
            PixelBuffer pixels = Blacked(2, 1);
            pixels.Rectangle(new Area(0, 0, 2, 1), White, 0.5f);
            Assert.That(Row(pixels, 0), Is.EqualTo(new[] { 128, 128 }));
        }

        [Test]
        public void OverNothingTheColourStaysPure()
        {
            PixelBuffer pixels = new PixelBuffer(1, 1);
            pixels.Rectangle(new Area(0, 0, 1, 1), Orange, 0.5f);
            Assert.That(pixels.Rgba, Is.EqualTo(new byte[] { 255, 128, 32, 128 }));
            pixels.Rectangle(new Area(0, 0, 1, 1), White, 0.5f);
            Assert.That(pixels.Rgba[3], Is.EqualTo(192).Within(1));
            Assert.That(pixels.Rgba[1], Is.EqualTo((255 * 2 + 128) / 3).Within(2));
        }

        [TestCase(40, 30, 8f)]
        [TestCase(61, 24, 12f)]
        [TestCase(20, 20, 10f)]
        public void ARoundedRectangleHasItsArea(int width, int height, float radius)
        {
            PixelBuffer pixels = Blacked(80, 60);
            pixels.RoundedRectangle(new Area(10, 10, width, height), radius, White);
            double expected = width * height - (4 - Math.PI) * radius * radius;
            Assert.That(Sum(pixels, 0) / 255.0, Is.EqualTo(expected).Within(0.01 * expected));
            Assert.That(pixels.Rgba[(10 * 80 + 10) * 4], Is.EqualTo(0), "the corner itself");
        }

        [Test]
        public void AFrameIsTheDifferenceOfTwoRectangles()
        {
            PixelBuffer frame = Blacked(80, 60);
            frame.RoundedFrame(new Area(5, 5, 60, 40), 10, 3, White);
            double outer = 60 * 40 - (4 - Math.PI) * 100;
            double inner = 54 * 34 - (4 - Math.PI) * 49;
            Assert.That(Sum(frame, 0) / 255.0, Is.EqualTo(outer - inner).Within(4));
            Assert.That(frame.Rgba[(25 * 80 + 30) * 4], Is.EqualTo(0), "the middle");
        }

        [Test]
        public void ALineHasItsLengthTimesItsThickness()
        {
            PixelBuffer pixels = Blacked(80, 60);
            pixels.Line(10, 10, 50, 40, 3, White);
            double expected = 50 * 3 + Math.PI * 1.5 * 1.5;
            Assert.That(Sum(pixels, 0) / 255.0, Is.EqualTo(expected).Within(0.02 * expected));
        }

        [Test]
        public void NothingIsPaintedOutsideTheClip()
        {
            PixelBuffer pixels = Blacked(40, 40);
            pixels.Clip = new Area(10, 10, 20, 20);
            pixels.Fill(White);
            pixels.RoundedRectangle(new Area(-5, -5, 60, 60), 4, White);
            pixels.RoundedFrame(new Area(8, 8, 24, 24), 4, 2, White);
            pixels.Line(0, 0, 40, 40, 5, White);
            pixels.DrawText(ShippedLetters.Read(), "WWWW", -5, 20, 30, White);
            PixelBuffer picture = new PixelBuffer(3, 3);
            picture.Fill(White);
            pixels.Draw(picture, new Area(-5, -5, 60, 60));
            pixels.DrawMagnified(picture, Magnified.Within(new Area(0, 0, 40, 40), 3, 3, 1, 0, 0));
            Assert.That(Sum(pixels, 0), Is.EqualTo(255 * 400));
        }

        [Test]
        public void AClipBeyondThePictureIsCut()
        {
            PixelBuffer pixels = new PixelBuffer(10, 10) { Clip = new Area(-5, 5, 50, 50) };
            Assert.That(pixels.Clip.X, Is.EqualTo(0));
            Assert.That(pixels.Clip.Right, Is.EqualTo(10));
            Assert.That(pixels.Clip.Bottom, Is.EqualTo(10));
        }

        [TestCase(11f)]
        [TestCase(18f)]
        [TestCase(60f)]
        public void ACapitalStandsAroundItsMiddle(float capitals)
        {
            PixelBuffer pixels = Blacked(120, 120);
            float width = pixels.DrawText(ShippedLetters.Read(), "I", 40, 60, capitals, White);
            int top = 0;
            int bottom = 0;
            for (int y = 0; y < 120; y++)
            {
                bool ink = false;
                foreach (int value in Row(pixels, y))
                {
                    ink |= value > 127;
                }
                top = ink && top == 0 ? y : top;
                bottom = ink ? y + 1 : bottom;
            }
            Assert.That(bottom - top, Is.EqualTo(capitals).Within(1.1));
            Assert.That((top + bottom) / 2f, Is.EqualTo(60).Within(1));
            Assert.That(width, Is.EqualTo(ShippedLetters.Read()['I'].Advance * capitals).Within(0.01));
        }

        [Test]
        public void InkGrowsWithTheSquareOfTheSize()
        {
            double small = Ink(13, 1, 0);
            double large = Ink(52, 1, 0);
            Assert.That(large / small, Is.EqualTo(16).Within(2.5));
            Assert.That(Ink(26, 0.75f, 0) / Ink(26, 1, 0), Is.EqualTo(0.75).Within(0.05));
            Assert.That(Ink(26, 1, 0.03f), Is.GreaterThan(1.2 * Ink(26, 1, 0)));
        }

        [Test]
        public void SmallerPicturesKeepTheMean()
        {
            PixelBuffer pixels = new PixelBuffer(30, 20);
            for (int i = 0; i < 600; i++)
            {
                pixels.SetPixel(i, new Rgb(i * 7919 % 256 << 16));
            }
            double mean = Sum(pixels, 0) / 600.0;
            Assert.That(Sum(pixels.Resized(7, 9), 0) / 63.0, Is.EqualTo(mean).Within(0.6));
            Assert.That(Sum(pixels.Resized(15, 10), 0) / 150.0, Is.EqualTo(mean).Within(0.6));
            Assert.That(Sum(pixels.Resized(1, 1), 0), Is.EqualTo(mean).Within(0.6));
        }

        [Test]
        public void LargerPicturesKeepTheirPixels()
        {
            PixelBuffer pixels = Blacked(2, 1);
            pixels.SetPixel(1, White);
            Assert.That(Row(pixels.Resized(6, 1), 0), Is.EqualTo(new[] { 0, 0, 0, 255, 255, 255 }));
        }

        [Test]
        public void TransparentPixelsLendNoColour()
        {
            PixelBuffer pixels = new PixelBuffer(2, 1);
            pixels.SetPixel(0, Orange);
            PixelBuffer one = pixels.Resized(1, 1);
            Assert.That(Colour(one, 0), Is.EqualTo(0xff8020));
            Assert.That(one.Rgba[3], Is.EqualTo(128));
        }

        [Test]
        public void MipsHalveDownToOnePixel()
        {
            PixelBuffer pixels = Blacked(5, 2);
            pixels.Fill(new Rgb(0x405060));
            byte[][] mips = pixels.Mips();
            Assert.That(mips.Length, Is.EqualTo(3));
            Assert.That(mips[0], Is.SameAs(pixels.Rgba));
            Assert.That(mips[1].Length, Is.EqualTo(2 * 1 * 4));
            Assert.That(mips[2], Is.EqualTo(new byte[] { 0x40, 0x50, 0x60, 255 }));
        }

        [Test]
        public void MagnifiedTexelsAreExact()
        {
            PixelBuffer source = Blacked(4, 4);
            source.SetPixel(5, White);
            PixelBuffer target = Blacked(20, 20);
            Magnified view = Magnified.Within(new Area(2, 2, 16, 16), 4, 4, 1, 0.5f, 0.5f);
            target.DrawMagnified(source, view);
            Assert.That(Sum(target, 0), Is.EqualTo(16 * 255));
            Assert.That(target.Rgba[(6 * 20 + 6) * 4], Is.EqualTo(255));
            Assert.That(target.Rgba[(9 * 20 + 9) * 4], Is.EqualTo(255));
        }

        [Test]
        public void MagnifyingStaysWithinThePicture()
        {
            Area stage = new Area(0, 0, 100, 100);
            Magnified corner = Magnified.Within(stage, 10, 5, 4, 0, 1);
            Assert.That(corner.Scale, Is.EqualTo(40));
            Assert.That(corner.Left, Is.EqualTo(0));
            Assert.That(corner.Top, Is.EqualTo(5 - 100 / 40f).Within(1e-4));
            Assert.That(corner.Row(99.9f), Is.EqualTo(4));
            Assert.That(corner.Column(99.9f), Is.EqualTo(2));
            Area texel = corner.Texel(4, 2);
            Assert.That(texel.X, Is.EqualTo(80).Within(1e-3));
            Assert.That(texel.Bottom, Is.EqualTo(100).Within(1e-3));
        }

        private static double Ink(float capitals, float squeeze, float weight)
        {
            PixelBuffer pixels = Blacked(500, 100);
            pixels.DrawText(ShippedLetters.Read(), "Hamburg 27", 5, 50, capitals, White, squeeze, weight);
            return Sum(pixels, 0) / 255.0;
        }

        private static PixelBuffer Blacked(int width, int height)
        {
            PixelBuffer pixels = new PixelBuffer(width, height);
            pixels.Fill(Black);
            return pixels;
        }

        private static int Colour(PixelBuffer pixels, int index)
        {
            return pixels.Rgba[index * 4] << 16 | pixels.Rgba[index * 4 + 1] << 8 | pixels.Rgba[index * 4 + 2];
        }

        private static int[] Row(PixelBuffer pixels, int y)
        {
            int[] row = new int[pixels.Width];
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = pixels.Rgba[(y * pixels.Width + x) * 4];
            }
            return row;
        }

        private static long Sum(PixelBuffer pixels, int channel)
        {
            long sum = 0;
            for (int i = channel; i < pixels.Rgba.Length; i += 4)
            {
                sum += pixels.Rgba[i];
            }
            return sum;
        }
    }
}
