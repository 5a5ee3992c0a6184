using System;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class WalkTests
    {
        private static readonly Pose Start = new Pose(Sizes.Start, 0, 0);

        [Test]
        public void GoesAlongMinusZAtThreeMetresASecondAtEightWhenRunning()
        {
            Pose walked = Walk.Walked(Start, new Steps(0, 1, 0, false), 0.5f);
            Assert.That(walked.Position.Z, Is.EqualTo(2.2f - 1.5f).Within(1e-5));
            Assert.That(walked.Position.X, Is.EqualTo(0).Within(1e-6));
            Assert.That(walked.Position.Y, Is.EqualTo(1.6f));
            Pose ran = Walk.Walked(Start, new Steps(0, 1, 0, true), 0.5f);
            Assert.That(ran.Position.Z, Is.EqualTo(2.2f - 4).Within(1e-5));
        }

        [Test]
        public void IsNotFasterDiagonallyAndFollowsTheEyesButNotTheirPitch()
        {
            Pose diagonal = Walk.Walked(Start, new Steps(1, 1, 0, false), 1);
            Assert.That(Vector3.Distance(diagonal.Position, Start.Position), Is.EqualTo(3).Within(1e-5));
            Pose turned = new Pose(Start.Position, (float)Math.PI / 2, 1);
            Pose left = Walk.Walked(turned, new Steps(0, 1, 0, false), 1);
            Assert.That(left.Position.X, Is.EqualTo(-3).Within(1e-5));
            Assert.That(left.Position.Z, Is.EqualTo(2.2f).Within(1e-5));
            Assert.That(left.Position.Y, Is.EqualTo(1.6f));
        }

        [Test]
        public void FliesAsFastAsItIsHighAndNeverBelowTheFloor()
        {
            Assert.That(Walk.Speed(10, false), Is.EqualTo(10));
            Assert.That(Walk.Walked(Start, new Steps(0, 0, -1, false), 60).Position.Y, Is.EqualTo(0.3f));
        }

        [Test]
        public void StaysOnItsLevelWithTheWheelUnlessOneLooksDownFromAbove()
        {
            Pose level = new Pose(Start.Position, 0, -0.2f);
            Assert.That(Walk.Advanced(level, 1).Position.Y, Is.EqualTo(1.6f));
            Pose high = new Pose(new Vector3(0, 20, 0), 0, -1);
            Assert.That(Walk.Advanced(high, 1).Position.Y, Is.LessThan(20));
        }

        [Test]
        public void LooksAtMostStraightUp()
        {
            Assert.That(Walk.Turned(Start, 1, 9).Yaw, Is.EqualTo(1));
            Assert.That(Walk.Turned(Start, 0, 9).Pitch, Is.LessThan(Math.PI / 2));
        }
    }
}
