using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class VisitorTests
    {
        private static readonly Pose Start = new Pose(Sizes.Start, 0, 0);
        private static readonly Pose Near = Start.At(new Vector3(0, 1.6f, -1.5f));
        private static readonly Pose Far = Start.At(new Vector3(0, 1.6f, -90));
        private static readonly Steps Still = new Steps(0, 0, 0, false);

        [Test]
        public void GlidesToANearPlaceInThirtyFiveHundredths()
        {
            Visitor visitor = new Visitor(Start);
            visitor.GoTo(Near);
            float passed = 0;
            while (visitor.Update(Still, 0.02f))
            {
                passed += 0.02f;
            }

            Assert.That(passed, Is.EqualTo(0.35).Within(0.03));
            Assert.That(visitor.Pose.Position, Is.EqualTo(Near.Position));
        }

        [Test]
        public void JumpsToAFarPlaceThroughDarknessAndIsNeverOnTheWay()
        {
            Visitor visitor = new Visitor(Start);
            HashSet<float> places = new HashSet<float>();
            float darkest = 0;
            visitor.GoTo(Far);
            while (visitor.Update(Still, 0.02f))
            {
                places.Add(visitor.Pose.Position.Z);
                darkest = System.Math.Max(darkest, visitor.Darkness);
            }

            Assert.That(places, Is.EquivalentTo(new[] { Start.Position.Z, Far.Position.Z }));
            Assert.That(darkest, Is.GreaterThan(0.7f));
            Assert.That(visitor.Darkness, Is.EqualTo(0));
        }

        [Test]
        public void MakesEveryGlideAJumpWhenLessMotionIsAskedFor()
        {
            Visitor visitor = new Visitor(Start, true);
            visitor.GoTo(Near);
            Assert.That(visitor.Pose.Position, Is.EqualTo(Near.Position));
            Assert.That(visitor.Update(Still, 0.02f), Is.False);
        }

        [Test]
        public void EndsAJourneyAtItsDestinationWhenSkippedAndWhenAStepIsMade()
        {
            Visitor visitor = new Visitor(Start);
            visitor.GoTo(Near, 2);
            visitor.Update(Still, 0.5f);
            visitor.Skip();
            Assert.That(visitor.Pose.Position, Is.EqualTo(Near.Position));
            visitor.GoTo(Start, 2);
            visitor.Update(new Steps(1, 0, 0, false), 0.1f);
            Assert.That(visitor.Pose.Position.X, Is.EqualTo(0.3f).Within(1e-5));
            Assert.That(visitor.Pose.Position.Z, Is.EqualTo(Start.Position.Z));
        }

        [Test]
        public void CrouchesAndStandsUpAndComesDownFromTheAir()
        {
            Visitor visitor = new Visitor(Start, true);
            visitor.Crouch();
            Assert.That(visitor.Pose.Position.Y, Is.EqualTo(1));
            visitor.Crouch();
            Assert.That(visitor.Pose.Position.Y, Is.EqualTo(1.6f));
            visitor.Place(Start.At(new Vector3(0, 12, 0)));
            visitor.Crouch();
            Assert.That(visitor.Pose.Position.Y, Is.EqualTo(1));
        }

        [Test]
        public void TurnsByStepsOfFortyFiveDegrees()
        {
            Visitor visitor = new Visitor(Start, true);
            visitor.TurnStep(1);
            Assert.That(visitor.Pose.Yaw, Is.EqualTo(System.Math.PI / 4).Within(1e-5));
        }
    }
}
