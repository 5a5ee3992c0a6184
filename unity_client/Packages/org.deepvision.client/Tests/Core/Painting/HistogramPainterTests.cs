using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class HistogramPainterTests
    {
        [Test]
        public void HeightsByRootLineAndLogarithm()
        {
            long[] counts = { 0, 25, 100 };
            float[] roots = HistogramPainter.Heights(counts, HistogramScale.Root);
            Assert.That(roots, Is.EqualTo(new[] { 0f, 0.5f, 1f }).Within(1e-6));
            float[] lines = HistogramPainter.Heights(counts, HistogramScale.Linear);
            Assert.That(lines, Is.EqualTo(new[] { 0f, 0.25f, 1f }).Within(1e-6));
            float[] logarithms = HistogramPainter.Heights(counts, HistogramScale.Logarithm);
            Assert.That(logarithms[0], Is.EqualTo(0));
            Assert.That(logarithms[1], Is.EqualTo(0.706f).Within(1e-3));
            float[] empty = HistogramPainter.Heights(new long[] { 0, 0 }, HistogramScale.Logarithm);
            Assert.That(empty, Is.EqualTo(new[] { 0f, 0f }));
        }

        [Test]
        public void NegativeBarsAreBlueAndPositiveOnesWhite()
        {
            PixelBuffer pixels = Painted(new[] { -2.0, -1, 0, 1, 2 }, new long[] { 100, 100, 100, 100 });
            Assert.That(At(pixels, 30, 90), Is.EqualTo(HistogramPainter.Negative.Value));
            Assert.That(At(pixels, 180, 90), Is.EqualTo(HistogramPainter.Positive.Value));
        }

        [Test]
        public void ZeroIsMarkedWhereItIs()
        {
            Assert.That(IsAmber(At(Painted(new[] { -1.0, 1, 3 }, new long[] { 0, 0 }), 4 + 48, 50)));
            PixelBuffer positive = Painted(new[] { 1.0, 2, 3 }, new long[] { 0, 0 });
            for (int x = 10; x < 190; x++)
            {
                Assert.That(IsAmber(At(positive, x, 50)), Is.False);
            }
        }

        [Test]
        public void NothingAndASingleValueArePaintedToo()
        {
            Assert.That(At(Painted(new double[0], new long[0]), 100, 50), Is.EqualTo(HistogramPainter.Ground.Value));
            Assert.DoesNotThrow(() => Painted(new[] { 2.0, 2.0 }, new long[] { 5 }));
        }

        private static PixelBuffer Painted(double[] edges, long[] counts)
        {
            PixelBuffer pixels = new PixelBuffer(200, 100);
            Histogram histogram = new Histogram(edges, counts, null, null, null, 0, 0);
            HistogramPainter.Paint(pixels, pixels.Bounds, histogram, HistogramScale.Root);
            return pixels;
        }

        private static int At(PixelBuffer pixels, int x, int y)
        {
            int at = (y * pixels.Width + x) * 4;
            return pixels.Rgba[at] << 16 | pixels.Rgba[at + 1] << 8 | pixels.Rgba[at + 2];
        }

        private static bool IsAmber(int colour)
        {
            Rgb rgb = new Rgb(colour);
            return rgb.R > 150 && rgb.G > 100 && rgb.B < 80;
        }
    }
}
