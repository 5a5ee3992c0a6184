using DeepVision.Painting;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class AreaTests
    {
        private readonly Area area = new Area(10, 20, 100, 60);

        [Test]
        public void PartsMeetWithoutOverlap()
        {
            Assert.That(area.Top(25).Bottom, Is.EqualTo(area.Below(25).Y));
            Assert.That(area.Below(25).Bottom, Is.EqualTo(area.Bottom));
            Assert.That(area.Left(30).X, Is.EqualTo(10));
            Assert.That(area.RightPart(30).Right, Is.EqualTo(110));
            Assert.That(area.Top(500).Height, Is.EqualTo(60));
        }

        [Test]
        public void ColumnsAndRowsFillIt()
        {
            Assert.That(area.Column(0, 3, 5).Width, Is.EqualTo(30));
            Assert.That(area.Column(2, 3, 5).Right, Is.EqualTo(110));
            Assert.That(area.Row(1, 2, 10).Y, Is.EqualTo(55));
            Assert.That(area.Row(1, 2, 10).Bottom, Is.EqualTo(80));
        }

        [Test]
        public void ContainsItsUpperLeftEdgesOnly()
        {
            Assert.That(area.Contains(10, 20));
            Assert.That(area.Contains(110, 20), Is.False);
            Assert.That(area.Contains(float.NaN, 20), Is.False);
            Assert.That(area.Contains(area.Inset(1)));
            Assert.That(area.Inset(1).Contains(area), Is.False);
        }

        [Test]
        public void IntersectionsAreNeverNegative()
        {
            Area apart = area.Intersection(new Area(500, 500, 10, 10));
            Assert.That(apart.Width, Is.EqualTo(0));
            Assert.That(area.Intersection(new Area(0, 0, 20, 30)).Width, Is.EqualTo(10));
            Assert.That(area.Inset(80).Width, Is.EqualTo(0));
        }
    }
}
