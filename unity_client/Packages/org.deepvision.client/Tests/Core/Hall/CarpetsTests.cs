using System.Collections.Generic;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class CarpetsTests
    {
        [Test]
        public void ReachesFromTheGateBehindTheLastPanelAndUnderEveryBranch()
        {
            IReadOnlyList<Solid> carpets = Of(Example.Section("s", null, new[] { "a", "b" }, -5));
            Assert.That(carpets.Count, Is.EqualTo(1));
            Assert.That(carpets[0].Size.X, Is.EqualTo(8 + 2 * Sizes.CarpetMargin).Within(1e-5));
            Assert.That(carpets[0].Board.Position.X, Is.EqualTo(2.5).Within(1e-5));
            Assert.That(carpets[0].Board.Position.Z + carpets[0].Size.Z / 2, Is.EqualTo(-5).Within(1e-5));
            Assert.That(Far(carpets[0]), Is.EqualTo(-12 - Sizes.CarpetBehind).Within(1e-5));
        }

        [Test]
        public void ASectionInsideAnotherLiesHigherAndLighterAndTheOuterOneReachesUnderIt()
        {
            IReadOnlyList<Solid> carpets = Of(
                Example.Section("o", null, new[] { "a" }, -5), Example.Section("i", "o", new[] { "c" }, -17));
            Assert.That(Far(carpets[0]), Is.EqualTo(-20 - Sizes.CarpetBehind).Within(1e-5));
            Assert.That(carpets[1].Size.Y, Is.GreaterThan(carpets[0].Size.Y));
            Assert.That(carpets[1].Size.X, Is.LessThan(carpets[0].Size.X));
            Assert.That(carpets[1].Colour, Is.Not.EqualTo(carpets[0].Colour));
        }

        [Test]
        public void FoldedAndEmptySectionsHaveNone()
        {
            Assert.That(
                Of(
                    Example.Section("f", null, new[] { "a" }, -5, true),
                    Example.Section("e", null, new string[0], -5)),
                Is.Empty);
        }

        private static IReadOnlyList<Solid> Of(params Section[] sections)
        {
            Node[] nodes = { NodeAt("a", 0, -8), NodeAt("b", 5, -12), NodeAt("c", 0, -20) };
            return Carpets.Of(Example.Network("n", nodes, null, sections));
        }

        private static Node NodeAt(string id, float x, float z)
        {
            return Example.Node(id, Example.Panel(new Vector3(x, 1.5f, z), 3, 2), new Shape(1, 1, 1));
        }

        private static float Far(Solid carpet)
        {
            return carpet.Board.Position.Z - carpet.Size.Z / 2;
        }
    }
}
