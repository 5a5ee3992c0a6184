using System;
using System.Numerics;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Space
{
    public sealed class SpaceTests
    {
        private const float Near = 1e-6f;

        [Test]
        public void AVisitorLooksWithTheDataAndTurnsToTheLeft()
        {
            Expect(new Pose(Vector3.Zero, 0, 0).Forward, 0, 0, -1);
            Expect(new Pose(Vector3.Zero, (float)Math.PI / 2, 0).Forward, -1, 0, 0);
            Expect(new Pose(Vector3.Zero, 0, (float)Math.PI / 2).Forward, 0, 1, 0);
            Expect(new Pose(Vector3.Zero, 0, 0.5f).Right, 1, 0, 0);
            Expect(new Pose(Vector3.Zero, (float)Math.PI / 2, 0).Right, 0, 0, -1);
        }

        [Test]
        public void APointOnARayIsSoManyMetresAwayWhateverTheDirectionsLength()
        {
            Expect(new Ray(new Vector3(1, 2, 3), new Vector3(0, 0, -4)).At(2), 1, 2, 1);
        }

        [Test]
        public void APanelGrowsAboutItsCentre()
        {
            Placement placed = new Placement(new Vector3(1, 2, 3), 0.5f, 4, 2, 8, 4, 0.1f).Scaled(1.5f);
            Expect(placed.Position, 1, 2, 3);
            Assert.That(
                new[] { placed.Width, placed.Height, placed.Gap, placed.Yaw }, Is.EqualTo(new[] { 6, 3, 0.15f, 0.5f }));
            Assert.That(placed.MovedTo(Vector3.One, 1).Width, Is.EqualTo(6));
        }

        [Test]
        public void LayersAreTheSameByNetworkAndId()
        {
            Assert.That(new LayerName("a", "b"), Is.EqualTo(new LayerName("a", "b")));
            Assert.That(new LayerName("a", "b"), Is.Not.EqualTo(new LayerName("b", "a")));
            Assert.That(new Shape(1, 2, 3), Is.Not.EqualTo(new Shape(1, 3, 2)));
        }

        [Test]
        public void ColoursStayWithinTheirBounds()
        {
            Assert.That(new Rgb(0x80FF01).Times(2).Value, Is.EqualTo(0xFFFF02));
            Assert.That(new Rgb(0x808080).Times(0.5f).Value, Is.EqualTo(0x404040));
        }

        private static void Expect(Vector3 got, float x, float y, float z)
        {
            Assert.That(Vector3.Distance(got, new Vector3(x, y, z)), Is.LessThan(Near), got.ToString());
        }
    }
}
