using System;
using System.Numerics;
using DeepVision.Space;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Tools
{
    [TestFixture]
    public sealed class PanelGrabTests
    {
        private static readonly Vector3 Eye = new Vector3(0, 1.6f, 0);
        private static readonly Ray Ahead = new Ray(Eye, new Vector3(0, 0, -1));

        /// <summary>The ray of Ahead meets it 4 m away, half a metre right of its centre.</summary>
        private static readonly PanelPose Stands = new PanelPose(new Vector3(-0.5f, 1.5f, -4), 0);
        private static readonly Target Tile =
            Target.OfTile(Hand.Conv, 0, 0, 0, 0, Stands, new Vector3(0, 1.6f, -4), 4);

        [Test]
        public void StaysWhereItIsWhileTheHandIsStill()
        {
            PanelGrab grab = new PanelGrab(Tile, Ahead, true);
            grab.Update(Frame(Ahead));
            Assert.That(new PanelMove(grab.From, grab.Pose).IsNone, Is.True);
        }

        [Test]
        public void KeepsItsDistanceAlongTheRayAndItsDirectionAtADesktop()
        {
            PanelGrab grab = new PanelGrab(Tile, Ahead, false);
            grab.Update(Frame(new Ray(Eye, new Vector3(1, 0, 0))));
            AssertPose(grab.Pose, new Vector3(4 - 0.5f, 1.5f, 0), 0, 1);
        }

        [Test]
        public void TurnsWithTheHandInAHeadset()
        {
            PanelGrab grab = new PanelGrab(Tile, Ahead, true);
            grab.Update(Frame(new Ray(Eye, new Vector3(1, 0, 0)))); // a quarter turn to the right
            AssertPose(grab.Pose, new Vector3(4, 1.5f, -0.5f), -(float)Math.PI / 2, 1);
        }

        [Test]
        public void IsPushedAwayAndPulledNear()
        {
            PanelGrab grab = new PanelGrab(Tile, Ahead, true);
            InputFrame push = Frame(Ahead);
            push.Push = 1;
            push.Seconds = 1;
            grab.Update(push);
            AssertPose(grab.Pose, new Vector3(-0.5f, 1.5f, -4 * (float)Math.Exp(1.2)), 0, 1);
            push.Push = -1;
            push.Seconds = 60;
            grab.Update(push);
            AssertPose(grab.Pose, new Vector3(-0.5f, 1.5f, -0.4f), 0, 1);
            InputFrame wheel = Frame(Ahead);
            wheel.Scroll = 10;
            grab.Update(wheel);
            AssertPose(grab.Pose, new Vector3(-0.5f, 1.5f, -0.4f * (float)Math.E), 0, 1);
        }

        [Test]
        public void GrowsAroundThePointThatIsHeldUpToFourfoldAndShrinksToAQuarter()
        {
            PanelGrab grab = new PanelGrab(Tile, Ahead, true);
            InputFrame grow = Frame(Ahead);
            grow.Scale = 1;
            grow.Seconds = 60;
            grab.Update(grow);
            AssertPose(grab.Pose, new Vector3(-2, 1.2f, -4), 0, 4);
            grow.Scale = -1;
            grab.Update(grow);
            AssertPose(grab.Pose, new Vector3(-0.125f, 1.575f, -4), 0, 0.25f);
        }

        [Test]
        public void ATurnedAndScaledPanelIsHeldAtTheSamePointToo()
        {
            PanelPose stands = new PanelPose(new Vector3(1, 1.4f, -3), 0.7f, 1.5f);
            Target tile = Target.OfTile(Hand.Conv, 0, 0, 0, 0, stands, new Vector3(0, 1.6f, -4), 4);
            PanelGrab grab = new PanelGrab(tile, Ahead, true);
            grab.Update(Frame(Ahead));
            Assert.That(new PanelMove(grab.From, grab.Pose).IsNone, Is.True);
        }

        private static InputFrame Frame(Ray pointer)
        {
            return new InputFrame { Seconds = 0.01f, Pointer = pointer };
        }

        private static void AssertPose(PanelPose pose, Vector3 position, float yaw, float scale)
        {
            Assert.That(Vector3.Distance(pose.Position, position), Is.LessThan(1e-4), "at " + pose.Position);
            Assert.That(pose.Yaw, Is.EqualTo(yaw).Within(1e-5));
            Assert.That(pose.Scale, Is.EqualTo(scale).Within(1e-4));
        }
    }
}
