using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class ResultSignsTests
    {
        private const string Untrained = "untrained: the results mean nothing";

        [TestCase("sunflower", "✓ right: it is sunflower")]
        [TestCase("crayfish", "✗ it is crayfish")]
        [TestCase(null, "")]
        public void SayWhetherTheTrueClassWasMet(string trueClass, string expected)
        {
            Assert.That(ResultSigns.Verdict(Example.Run(trueClass)), Is.EqualTo(expected));
        }

        [Test]
        public void StandAboveTheCanvasWithTheBestClassFirst()
        {
            Signs signs = ResultSigns.AboveCanvas(new Results(Example.Run("sunflower"), true), 7);
            Assert.That(
                signs.Texts.Select(text => text.Words),
                Is.EqualTo(new[] { "sunflower", "90.0 %", "crayfish", "10.0 %", "✓ right: it is sunflower" }));
            Assert.That(
                signs.Texts.All(text => text.Board.Position.Y > 2.05f && text.Board.Position.Y < 2.65f), Is.True);
            Assert.That(signs.Texts[0].Capitals, Is.GreaterThan(signs.Texts[2].Capitals));
        }

        [Test]
        public void AnnounceUntrainedWeightsInWordsAndWithStripesOnBothBoards()
        {
            var results = new Results(Example.Run("sunflower"), false);
            var place = new ClassPlace(0, -9, 1, 10);
            foreach (Signs signs in new[]
            {
                ResultSigns.AboveCanvas(results, 0), ResultSigns.ClassBoard(results, place, 101),
            })
            {
                Assert.That(signs.Texts.Select(text => text.Words), Has.Member(Untrained));
                Assert.That(signs.Solids.Any(solid => solid.Stripe.HasValue), Is.True);
            }
        }

        [TestCase(2.4, 0.5f, 10)] // a large panel hides what stands behind it: the board stays low
        [TestCase(0.2, 1.65f, 10)]
        [TestCase(1.2, 2.59f, 6)]
        public void StandBehindTheLastLayerAboveItOnlyIfItIsSmall(double height, float bottom, int lines)
        {
            Panel panel = Example.Panel(new Vector3(0, 1.5f, -4), 3.2, height, 8, 8, 0.02);
            Network network = Example.Network(
                "n",
                new[]
                {
                    Example.Node("b.conv1", panel, new Shape(60, 75, 88)),
                    Example.Node("folded", null, new Shape(60, 75, 88)),
                });
            ClassPlace place = ResultSigns.PlaceBehind(network, 3);
            Assert.That(place.X, Is.EqualTo(3));
            Assert.That(place.Z, Is.EqualTo(-6.2f).Within(1e-5));
            Assert.That(place.Bottom, Is.EqualTo(bottom).Within(1e-3));
            Assert.That(place.Lines, Is.EqualTo(lines));
        }
    }
}
