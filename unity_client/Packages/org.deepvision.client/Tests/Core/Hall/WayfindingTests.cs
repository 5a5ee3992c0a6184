using System;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class WayfindingTests
    {
        [Test]
        public void GatesHangAboveEachOtherWhereSectionsBeginTogether()
        {
            var sections = new[] { Gate("outer", -6), Gate("inner", -6), Gate("next", -20), Gate("no gate", null) };
            Assert.That(
                Wayfinding.Gates(sections).Select(gate => $"{gate.Section.Id} {gate.Storey}").ToArray(),
                Is.EqualTo(new[] { "outer 0", "inner 1", "next 0" }));
        }

        [Test]
        public void GatesAreReadFromBothSidesAndFromTheFloor()
        {
            Signs signs = Wayfinding.Of(Example.Network("n", new Node[0], null, new[] { Gate("Stem", -6) }));
            Assert.That(signs.Texts.Select(text => text.Words), Is.All.EqualTo("Stem"));
            Assert.That(
                signs.Texts.Select(text => text.Board.Yaw), Is.EqualTo(new[] { 0, Math.PI, 0 }).Within(1e-6));
            Assert.That(
                signs.Texts.Select(text => text.Board.Lean), Is.EqualTo(new[] { 0, 0, Math.PI / 2 }).Within(1e-6));
        }

        [Test]
        public void EdgesThatDoSomethingAreLabelled()
        {
            var edges = new[] { "conv 3×3", "" }
                .Select(label => Example.Edge(label, false, Vector2.Zero, new Vector2(0, -4)))
                .ToArray();
            Signs signs = Wayfinding.Of(Example.Network("n", new Node[0], edges));
            Assert.That(signs.Texts.Select(text => text.Words), Is.EqualTo(new[] { "conv 3×3" }));
            Assert.That(signs.Texts[0].Board.Position.X, Is.EqualTo(0).Within(1e-6));
            Assert.That(signs.Texts[0].Board.Position.Z, Is.EqualTo(-2).Within(0.02));
        }

        private static Section Gate(string id, double? z)
        {
            return Example.Section(id, null, new string[0], z);
        }
    }
}
