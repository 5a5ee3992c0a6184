using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class PictureFetcherTests
    {
        private static readonly Rgb Middle = new Rgb(0xffffff);
        private static readonly Rgb Edge = new Rgb(0xff0000);

        /// <summary>A picture twice as wide as high fills a square tile with its middle half, unstretched.</summary>
        [Test]
        public void TheCentreOfAPictureFillsATileOfAnotherShape()
        {
            PixelBuffer wide = new PixelBuffer(80, 40);
            wide.Fill(Edge);
            wide.Rectangle(new Area(20, 0, 40, 40), Middle);
            PixelBuffer fitted = PictureFetcher.Fitted(wide, 1);
            Assert.That(fitted.Width, Is.EqualTo(PictureFetcher.Side));
            Assert.That(fitted.Height, Is.EqualTo(PictureFetcher.Side));
            for (int pixel = 0; pixel < fitted.Width * fitted.Height; pixel++)
            {
                Assert.That(fitted.Rgba[4 * pixel + 1], Is.GreaterThan(200), "green is missing at the edges only");
            }
        }

        /// <summary>A tile of the picture's own shape shows all of it.</summary>
        [Test]
        public void APictureOfTheTilesShapeIsShownWhole()
        {
            PixelBuffer wide = new PixelBuffer(80, 40);
            wide.Fill(Edge);
            wide.Rectangle(new Area(20, 0, 40, 40), Middle);
            PixelBuffer fitted = PictureFetcher.Fitted(wide, 2);
            int row = 64 * fitted.Width;
            Assert.That(fitted.Rgba[4 * (row + 16) + 1], Is.LessThan(50));
            Assert.That(fitted.Rgba[4 * (row + 64) + 1], Is.GreaterThan(200));
            Assert.That(fitted.Rgba[4 * (row + 112) + 1], Is.LessThan(50));
        }
    }
}
