using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class SideBySideTests
    {
        [Test]
        public void LeavesFourMetresBetweenTwoBoundingBoxes()
        {
            var bounds = new[] { Example.Bounds(-1, 6), Example.Bounds(-5, 2), Example.Bounds(-1, 1) };
            Assert.That(SideBySide.Offsets(bounds), Is.EqualTo(new[] { 0f, 15, 22 }));
            Assert.That(SideBySide.Offsets(new Bounds[0]), Is.Empty);
        }

        [Test]
        public void MovesEverythingThatStandsAndNothingElse()
        {
            Network network = Example.Network(
                "n",
                new[]
                {
                    Example.Node("a", Example.Panel(new Vector3(1, 1.5f, -4)), new Shape(1, 2, 3)),
                    Example.Node("folded", null, new Shape(1, 2, 3)),
                },
                new[] { Example.Edge("", false, Vector2.Zero, new Vector2(1, -4)) },
                new[]
                {
                    Example.Section("s", null, new string[0], -6),
                    Example.Section("t", null, new string[0], null),
                },
                Example.Bounds(-1, 1));
            Network moved = SideBySide.Moved(network, 10);
            Assert.That(moved.Nodes[0].Panel.Position, Is.EqualTo(new Vector3(11, 1.5f, -4)));
            Assert.That(moved.Nodes[0].Shape, Is.EqualTo(new Shape(1, 2, 3)));
            Assert.That(moved.Nodes[1].Panel, Is.Null);
            Assert.That(
                moved.Edges[0].Points.ToArray(),
                Is.EqualTo(new[] { new Vector3(10, 0.12f, 0), new Vector3(11, 0.12f, -4) }));
            Assert.That(moved.Sections[0].Gate.Position, Is.EqualTo(new Vector3(10, 0, -6)));
            Assert.That(moved.Sections[1].Gate, Is.Null);
            Assert.That(moved.Bounds.XMin, Is.EqualTo(9));
            Assert.That(moved.Bounds.XMax, Is.EqualTo(11));
            Assert.That(moved.Bounds.ZMin, Is.EqualTo(-10));
            Assert.That(network.Nodes[0].Panel.Position.X, Is.EqualTo(1));
        }

        [Test]
        public void UnitesBoxes()
        {
            Bounds all = SideBySide.Union(new[] { Example.Bounds(-1, 1), Example.Bounds(5, 6, -20, -3) });
            Assert.That(
                new[] { all.XMin, all.XMax, all.ZMin, all.ZMax }, Is.EqualTo(new[] { -1.0, 6, -20, 0 }));
        }
    }
}
