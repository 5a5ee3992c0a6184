using System;
using System.Linq;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class MipsTests
    {
        [Test]
        public void Level1OfAMapComputedByHand()
        {
            // 255 and 1 are the scale and its negative; the right column and the lower row are cut by the border.
            byte[] map = { 99, 255, 1, 255, 128, 128, 1, 1, 255, 0 };
            byte[] planes = new byte[8];
            Mips.SplitAndHalve(map, 1, 3, 3, planes);
            // positive: (1+0+0+0)/4, (1+0)/2, (0+1)/2, nothing; negative: 1/4, 1/2, 1/2, nothing
            Assert.That(planes, Is.EqualTo(new byte[] { 64, 128, 128, 0, 64, 128, 128, 0 }));
        }

        [Test]
        public void ALevelOfATwoByThreeMapComputedByHand()
        {
            // Level 1 of a map (3, 5) is (2, 3); its right texels stand for 1 column, its lower ones for 1 row.
            byte[] planes = { 10, 20, 30, 40, 50, 60, 0, 0, 0, 0, 0, 255 };
            byte[] halved = new byte[4];
            Mips.HalvePlanes(planes, 0, 3, 5, 1, halved);
            // (4·10 + 4·20 + 2·40 + 2·50) / 12 = 25; (2·30 + 1·60) / 3 = 40; nothing; (0 + 1·255) / 3 = 85
            Assert.That(halved, Is.EqualTo(new byte[] { 25, 40, 0, 85 }));
            // (4·10 + 4·20 + 2·30 + 2·40 + 2·50 + 1·60) / 15 values / 255
            Assert.That(Mips.PlaneMean(planes, 0, 3, 5, 1, 0), Is.EqualTo(420f / 15 / 255).Within(1e-6));
            Assert.That(Mips.PlaneMean(planes, 0, 3, 5, 1, 1), Is.EqualTo(1f / 15).Within(1e-6));
        }

        [TestCase(1, 1)]
        [TestCase(7, 7)]
        [TestCase(13, 11)]
        [TestCase(16, 24)]
        [TestCase(33, 1)]
        [TestCase(56, 57)]
        public void EveryLevelIsWithinRoundingOfTheAreaMeans(int height, int width)
        {
            byte[] map = new byte[height * width];
            new Random(height * 1000 + width).NextBytes(map);
            byte[] planes = new byte[Mips.PlanesLength(height, width, 1)];
            Mips.SplitAndHalve(map, 0, height, width, planes);
            for (int mip = 1; mip <= 3; mip++)
            {
                double[] wanted = Means(map, height, width, 1 << mip, 1)
                    .Concat(Means(map, height, width, 1 << mip, -1)).ToArray();
                Assert.That(planes.Length, Is.EqualTo(wanted.Length));
                for (int index = 0; index < wanted.Length; index++)
                {
                    Assert.That(planes[index], Is.EqualTo(255 * wanted[index]).Within(0.5 * mip + 1e-9));
                }
                for (int plane = 0; plane < 2; plane++)
                {
                    double mean = Means(map, height, width, 100, plane == 0 ? 1 : -1).Single();
                    Assert.That(Mips.PlaneMean(planes, 0, height, width, mip, plane), Is.EqualTo(mean).Within(0.006));
                }
                byte[] halved = new byte[Mips.PlanesLength(height, width, mip + 1)];
                Mips.HalvePlanes(planes, 0, height, width, mip, halved);
                planes = halved;
            }
        }

        [Test]
        public void AMapThatIsKeptSmallerIsAveragedOverItsValuesOnly()
        {
            byte[] reduced = new byte[4];
            Mips.ReduceSigned(new byte[] { 10, 20, 200, 30, 0, 100, 0, 0, 0 }, 0, 3, 3, 2, reduced);
            Assert.That(reduced, Is.EqualTo(new byte[] { 20, 150, 0, 0 }));
            byte[] planes = new byte[2];
            Mips.ReducePlanes(new byte[] { 77, 0, 4, 8, 9, 1, 1, 1, 1 }, 1, 2, 2, 2, planes);
            Assert.That(planes, Is.EqualTo(new byte[] { 5, 1 }));
        }

        /// <summary>
        /// Area means of one sign's part over size × size blocks: what every level should be, over 255.
        /// </summary>
        private static double[] Means(byte[] map, int height, int width, int size, int sign)
        {
            int rows = (height + size - 1) / size;
            int columns = (width + size - 1) / size;
            double[] sums = new double[rows * columns];
            double[] counts = new double[rows * columns];
            for (int at = 0; at < map.Length; at++)
            {
                int block = at / width / size * columns + at % width / size;
                sums[block] += map[at] == 0 ? 0 : Math.Max(0, sign * (map[at] - 128) / 127.0);
                counts[block]++;
            }
            return sums.Select((sum, block) => sum / counts[block]).ToArray();
        }
    }
}
