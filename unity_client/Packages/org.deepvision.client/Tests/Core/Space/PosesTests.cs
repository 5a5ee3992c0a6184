using System;
using System.Numerics;
using DeepVision.Motion;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Space
{
    [TestFixture]
    public sealed class PosesTests
    {
        [Test]
        public void TurnsTheShorterWay()
        {
            Assert.That(Poses.WrapAngle(1.5f * (float)Math.PI), Is.EqualTo(-0.5 * Math.PI).Within(1e-5));
            Assert.That(Poses.WrapAngle(-(float)Math.PI), Is.EqualTo(Math.PI).Within(1e-5));
            Pose half = Poses.Between(new Pose(Vector3.Zero, 3, 0), new Pose(Vector3.Zero, -3, 0), 0.5f);
            Assert.That(Math.Abs(Poses.WrapAngle(half.Yaw)), Is.EqualTo(Math.PI).Within(1e-5));
        }

        [Test]
        public void LooksAtWhatItIsToLookAt()
        {
            Vector3 eye = new Vector3(1, 1.6f, -2);
            Vector3 target = new Vector3(-3, 0.2f, -7);
            Pose pose = Poses.LookingAt(eye, target);
            Assert.That(Vector3.Distance(pose.Forward, Vector3.Normalize(target - eye)), Is.LessThan(1e-5));
        }

        [Test]
        public void AQuarterTurnTakesAheadToTheLeft()
        {
            Vector3 turned = Poses.Turned(new Vector3(0, 5, -1), (float)Math.PI / 2);
            Assert.That(Vector3.Distance(turned, new Vector3(-1, 5, 0)), Is.LessThan(1e-6));
        }
    }
}
