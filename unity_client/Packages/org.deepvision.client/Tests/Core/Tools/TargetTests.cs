using System.Numerics;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Tools
{
    [TestFixture]
    public sealed class TargetTests
    {
        [Test]
        public void TheNearestIsMet()
        {
            Target floor = Target.OfFloor(Vector3.Zero, 9);
            Target nearest = Target.Nearest(new[] { Target.Nothing, floor, Hand.Tile, Hand.Sheet });
            Assert.That(nearest.Kind, Is.EqualTo(TargetKind.Sheet));
            Assert.That(Target.Nearest(new Target[0]).Kind, Is.EqualTo(TargetKind.None));
        }

        [Test]
        public void AnotherTexelIsTheSameThingAnotherChannelIsNot()
        {
            Target texel = Target.OfTile(Hand.Conv, 2, 7, 9, 9, Hand.Stands, Vector3.One, 3);
            Target channel = Target.OfTile(Hand.Conv, 2, 8, 3, 4, Hand.Stands, Vector3.One, 4);
            Assert.That(Hand.Tile.IsSameThing(texel), Is.True);
            Assert.That(Hand.Tile.IsSameThing(channel), Is.False);
        }
    }
}
