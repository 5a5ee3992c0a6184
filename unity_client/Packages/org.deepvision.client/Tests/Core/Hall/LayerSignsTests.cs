using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class LayerSignsTests
    {
        private static readonly Node Layer = Example.Node(
            "b.conv1",
            Example.Panel(new Vector3(0, 1.5f, -4), 3.2, 2.4, 8, 8, 0.02),
            new Shape(60, 75, 88));

        [Test]
        public void PlatesSayShapeRangeAndDeadChannels()
        {
            Assert.That(LayerSigns.FactsLine(Layer, null), Is.EqualTo("60 × 75 × 88"));
            Assert.That(
                LayerSigns.FactsLine(Layer, new LayerStatistics(-1.5f, 2, 3)),
                Is.EqualTo("60 × 75 × 88   ·   −1.5 … 2   ·   3 dead"));
        }

        [Test]
        public void RulersCountTheChannels()
        {
            string[] words = Words(Appearance(firstChannel: 0));
            Assert.That(words.Count(text => text == "conv1"), Is.EqualTo(2));
            Assert.That(
                words.Where(text => Regex.IsMatch(text, @"^\d+$")),
                Is.EqualTo(new[] { "0", "8", "16", "24", "32", "40", "48", "56" }));
            Assert.That(words, Has.Member("+0"));
        }

        [Test]
        public void RulersCountFromThePagesFirstChannelAndNotAtAllWhenTheTilesAreSorted()
        {
            Assert.That(Numbers(40), Is.EqualTo(new[] { "40", "48", "56", "+0" }));
            Assert.That(Numbers(null), Is.Empty);
        }

        [Test]
        public void EverythingFollowsAMovedPanelAndThePlateStaysOnTheFloor()
        {
            Signs home = LayerSigns.Of(Appearance(firstChannel: 0));
            Placement elsewhere = PanelPlacement.Of(Layer.Panel).MovedTo(new Vector3(2, 2.5f, -9), 0);
            Signs moved = LayerSigns.Of(Appearance(elsewhere, 0));
            Assert.That(moved.Solids.Count, Is.EqualTo(home.Solids.Count));
            Vector3 plate = moved.Solids[0].Board.Position - home.Solids[0].Board.Position;
            Assert.That(Vector3.Distance(plate, new Vector3(2, 0, -5)), Is.LessThan(1e-5f));
            Vector3 rim = moved.Solids[3].Board.Position - home.Solids[3].Board.Position;
            Assert.That(Vector3.Distance(rim, new Vector3(2, 1, -5)), Is.LessThan(1e-5f));
            Solid post = moved.Solids[1];
            Assert.That(post.Board.Position.Y - post.Size.Y / 2, Is.EqualTo(0).Within(1e-5));
        }

        [Test]
        public void OfAHiddenLayerThePlateIsLeft()
        {
            var hidden = new LayerAppearance(Layer, PanelPlacement.Of(Layer.Panel), false, true, null, 0);
            Signs signs = LayerSigns.Of(hidden);
            Assert.That(signs.Texts.Select(text => text.Words), Is.EqualTo(new[] { "conv1", "hidden" }));
            Assert.That(signs.Solids.Count, Is.EqualTo(1));
        }

        private static string[] Numbers(int? firstChannel)
        {
            return Words(Appearance(firstChannel: firstChannel))
                .Where(text => Regex.IsMatch(text, @"^\+?\d+$"))
                .ToArray();
        }

        private static string[] Words(LayerAppearance appearance)
        {
            return LayerSigns.Of(appearance).Texts.Select(text => text.Words).ToArray();
        }

        private static LayerAppearance Appearance(Placement? placement = null, int? firstChannel = null)
        {
            Placement standing = placement ?? PanelPlacement.Of(Layer.Panel);
            return new LayerAppearance(Layer, standing, false, false, null, firstChannel);
        }
    }
}
