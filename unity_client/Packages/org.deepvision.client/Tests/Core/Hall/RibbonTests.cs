using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class RibbonTests
    {
        private static readonly Vector2[] Corner = { Vector2.Zero, new Vector2(0, -3), new Vector2(3, -3) };

        [TestCase(false, 0.1f)]
        [TestCase(true, 0.06f)]
        public void HaveTheirWidth(bool skip, float width)
        {
            MeshData mesh = Build(Example.Edge("", skip, Vector2.Zero, new Vector2(0, -4)));
            Assert.That(Area(mesh), Is.EqualTo(3.7 * width + 2 * ArrowArea(width)).Within(1e-5));
            Assert.That(mesh.Positions.Where((_, i) => i % 3 == 1).Max(), Is.LessThan(0.14f));
        }

        [Test]
        public void KeepTheirWidthAroundACornerAndEndBeforeThePlate()
        {
            MeshData mesh = Build(
                Example.Edge("", false, Vector2.Zero, new Vector2(0, -2), new Vector2(2, -2)));
            Assert.That(Area(mesh), Is.EqualTo(3.7 * 0.1 + 2 * ArrowArea(0.1f)).Within(1e-5));
        }

        [Test]
        public void SurvivePointsThatCoincideAndEdgesWithoutLength()
        {
            var end = new Vector2(0, -2);
            MeshData mesh = Build(
                Example.Edge("", false, Vector2.Zero, Vector2.Zero, end, end),
                Example.Edge("", false, Vector2.One, Vector2.One),
                Example.Edge("", false));
            Assert.That(mesh.Positions.Any(float.IsNaN), Is.False);
            Assert.That(Area(mesh), Is.EqualTo(0.17 + ArrowArea(0.1f)).Within(1e-5));
        }

        [Test]
        public void CarryArrowsAboutEveryTwoMetresThatPointAlongTheData()
        {
            IReadOnlyList<Arrow> arrows = RibbonPath.Arrows(Corner, 2);
            var expected = new[] { new Vector2(0, -1), new Vector2(0, -3), new Vector2(2, -3) };
            Assert.That(arrows.Count, Is.EqualTo(3));
            for (int i = 0; i < 3; i++)
            {
                Assert.That(Vector2.Distance(arrows[i].At, expected[i]), Is.LessThan(1e-5f));
            }

            Assert.That(arrows[0].Direction, Is.EqualTo(new Vector2(0, -1)));
            Assert.That(arrows[2].Direction, Is.EqualTo(new Vector2(1, 0)));
        }

        [Test]
        public void HaveAMiddle()
        {
            Assert.That(RibbonPath.Middle(Example.Edge("", false, Corner)).At, Is.EqualTo(new Vector2(0, -3)));
            Assert.That(
                RibbonPath.Length(new[] { Vector2.Zero, new Vector2(0, -3), new Vector2(4, -3) }), Is.EqualTo(7));
        }

        [Test]
        public void HaveNoStripesAndTheColourOfTheirKind()
        {
            MeshData mesh = Build(Example.Edge("", true, Vector2.Zero, new Vector2(0, -4)));
            Assert.That(mesh.SecondColours.All(value => value < 0), Is.True);
            Assert.That(
                mesh.Colours.Take(3), Is.EqualTo(new[] { 0xa8 / 255f, 0x77 / 255f, 0xc9 / 255f }).Within(1e-6f));
        }

        private static MeshData Build(params Edge[] edges)
        {
            return RibbonMesh.Build(edges);
        }

        private static double ArrowArea(float width)
        {
            return width * 1.3 * (width * 2.2);
        }

        private static double Area(MeshData mesh)
        {
            double sum = 0;
            for (int i = 0; i < mesh.Triangles.Length; i += 3)
            {
                Vector2 a = On(mesh, mesh.Triangles[i]);
                Vector2 b = On(mesh, mesh.Triangles[i + 1]) - a;
                Vector2 c = On(mesh, mesh.Triangles[i + 2]) - a;
                sum += Math.Abs(b.X * c.Y - c.X * b.Y) / 2;
            }

            return sum;
        }

        private static Vector2 On(MeshData mesh, int vertex)
        {
            return new Vector2(mesh.Positions[3 * vertex], mesh.Positions[3 * vertex + 2]);
        }
    }
}
