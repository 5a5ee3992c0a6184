using System;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class HeadsetRigTests
    {
        private const float Frame = 0.01f;
        private static readonly Pose Start = new Pose(Sizes.Start, 0, 0);

        /// <summary>A visitor of 1.7 m who stands in a corner of the room and looks sideways.</summary>
        private static readonly Pose InRoom = new Pose(new Vector3(0.8f, 1.7f, -0.6f), 0.5f, 0.1f);
        private HeadsetComfort comfort;
        private HeadsetRig rig;

        [SetUp]
        public void PutOn()
        {
            comfort = new HeadsetComfort();
            rig = new HeadsetRig(Start, comfort);
            rig.Track(InRoom, Frame);
        }

        [Test]
        public void BeginsAtTheStartAtTheVisitorsOwnHeightLookingAlongTheHall()
        {
            AssertHead(new Vector3(0, 1.7f, 2.2f), 0);
            Assert.That(rig.Head.Pitch, Is.EqualTo(0.1f));
        }

        [Test]
        public void TheHallNeverMovesByItself()
        {
            Vector3 position = rig.Position;
            rig.Track(new Pose(new Vector3(-0.3f, 1.5f, 0.2f), -1, 0), Frame);
            for (int frame = 0; frame < 300; frame++)
            {
                rig.Update(new Vector2(0.1f, 0.05f), 0.3f, Frame); // sticks are never quite at rest
            }

            Assert.That(rig.Position, Is.EqualTo(position));
        }

        [TestCase(45)]
        [TestCase(30)]
        [TestCase(15)]
        public void TurnsByStepsAroundTheHead(float degrees)
        {
            comfort.TurnDegrees = degrees;
            Vector3 before = rig.Head.Position;
            rig.Update(Vector2.Zero, 1, Frame);
            AssertHead(before, -degrees * (float)Math.PI / 180);
            rig.Update(Vector2.Zero, 0, Frame);
            rig.Update(Vector2.Zero, -1, Frame);
            AssertHead(before, 0);
        }

        [Test]
        public void TurnsSmoothlyAroundTheHeadWhenAskedTo()
        {
            comfort.TurnsSmoothly = true;
            Vector3 before = rig.Head.Position;
            for (int frame = 0; frame < 150; frame++)
            {
                rig.Update(Vector2.Zero, -1, Frame);
            }

            AssertHead(before, (float)Math.PI / 2);
        }

        [Test]
        public void GlidesOnlyWhenAllowedWhereTheHeadLooksWithAVignette()
        {
            rig.Update(new Vector2(0, 1), 0, 1);
            AssertHead(new Vector3(0, 1.7f, 2.2f), 0);
            comfort.Glides = true;
            for (int frame = 0; frame < 100; frame++)
            {
                rig.Update(new Vector2(0, 1), 0, Frame);
            }

            AssertHead(new Vector3(0, 1.7f, 0.8f), 0);
            Assert.That(rig.VignetteOpening, Is.EqualTo(Math.Tan(Math.PI / 6)).Within(1e-5), "60° stay clear");
            rig.Update(Vector2.Zero, 0, 1);
            Assert.That(rig.VignetteOpening, Is.EqualTo(0));
        }

        [Test]
        public void BlinksToAPlaceAndKeepsTheHeading()
        {
            rig.BlinkTo(new Vector3(3, 0, -7));
            float dark = SecondsUntil(() => rig.Head.Position.Z < 0);
            Assert.That(dark, Is.EqualTo(0.08).Within(0.011));
            Assert.That(rig.Darkness, Is.GreaterThan(0.9));
            AssertHead(new Vector3(3, 1.7f, -7), 0);
            Assert.That(SecondsUntil(() => !rig.IsTravelling), Is.EqualTo(0.12).Within(0.011));
            Assert.That(rig.Darkness, Is.EqualTo(0));
        }

        [Test]
        public void AHeadThatTurnsWhileItIsDarkTurnsNothingElse()
        {
            rig.BlinkTo(new Vector3(3, 0, -7));
            rig.Track(new Pose(InRoom.Position, InRoom.Yaw + 0.2f, 0), Frame);
            rig.Update(Vector2.Zero, 0, 1);
            AssertHead(new Vector3(3, 1.7f, -7), 0.2f);
        }

        [Test]
        public void BlinksToAStationFacingItsPanel()
        {
            rig.BlinkTo(new Vector3(0, 1.6f, -9), 1.25f);
            rig.Update(Vector2.Zero, 0, 1);
            AssertHead(new Vector3(0, 1.7f, -9), 1.25f);
        }

        [Test]
        public void ComesBackToWhereItWasWhenRecentred()
        {
            rig.Track(new Pose(new Vector3(-1, 1.7f, 1), 0.5f, 0), Frame);
            rig.Recentre();
            rig.Update(Vector2.Zero, 0, 1);
            AssertHead(new Vector3(0, 1.7f, 2.2f), 0);
        }

        [Test]
        public void OffersASeatToAHeadThatStaysLowForTwoSeconds()
        {
            Pose low = new Pose(new Vector3(0, 1.2f, 0), 0, 0);
            rig.Track(low, 1.5f);
            Assert.That(rig.OffersSeat, Is.False);
            rig.Track(InRoom, 1);
            rig.Track(low, 1.9f);
            Assert.That(rig.OffersSeat, Is.False, "it was up in between");
            rig.Track(low, 0.2f);
            Assert.That(rig.OffersSeat, Is.True);
            rig.SetSeated(true);
            Assert.That(rig.OffersSeat, Is.False);
            Assert.That(rig.Head.Position.Y, Is.EqualTo(1.6f).Within(1e-5));
            rig.Track(new Pose(new Vector3(0, 1.3f, 0), 0, 0), Frame);
            Assert.That(rig.Head.Position.Y, Is.EqualTo(1.7f).Within(1e-5), "the head moves freely");
            rig.SetSeated(false);
            Assert.That(rig.Head.Position.Y, Is.EqualTo(1.3f).Within(1e-5));
        }

        [Test]
        public void DoesNotAskAgainWhoDeclined()
        {
            rig.Track(new Pose(new Vector3(0, 1, 0), 0, 0), 3);
            rig.DeclineSeat();
            Assert.That(rig.OffersSeat, Is.False);
        }

        [Test]
        public void TakesTheHandsAlong()
        {
            rig.BlinkTo(new Vector3(0, 0, -9), InRoom.Yaw + (float)Math.PI / 2); // the play space turned by 90°
            rig.Update(Vector2.Zero, 0, 1);
            Vector3 hand = InRoom.Position + new Vector3(0, -0.5f, -0.4f);
            Ray ray = rig.ToHall(new Ray(hand, new Vector3(0, 0, -1)));
            Assert.That(Vector3.Distance(ray.Origin, new Vector3(-0.4f, 1.2f, -9)), Is.LessThan(1e-5));
            Assert.That(Vector3.Distance(ray.Direction, new Vector3(-1, 0, 0)), Is.LessThan(1e-5));
        }

        private float SecondsUntil(Func<bool> reached)
        {
            float passed = 0;
            while (!reached() && passed < 10)
            {
                rig.Update(Vector2.Zero, 0, Frame);
                passed += Frame;
            }

            return passed;
        }

        private void AssertHead(Vector3 position, float yaw)
        {
            Assert.That(Vector3.Distance(rig.Head.Position, position), Is.LessThan(2e-5), "head " + rig.Head.Position);
            Assert.That(Poses.WrapAngle(rig.Head.Yaw - yaw), Is.EqualTo(0).Within(2e-5));
        }
    }
}
