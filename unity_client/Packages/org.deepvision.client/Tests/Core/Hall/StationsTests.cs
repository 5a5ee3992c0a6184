using System;
using System.Linq;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class StationsTests
    {
        private static readonly Placement Largest =
            new Placement(new Vector3(0, 1.5f, -8), 0, 3.2f, 2.4f, 1, 1, 0.1f);

        private static readonly Station[] Three = new[] { "a", "b", "c" }
            .Select((id, i) => new Station(new LayerName("n", id), id, Stations.Before(At(-4 * (i + 1)))))
            .ToArray();

        [Test]
        public void StandsTwoAndAHalfMetresBeforeThePanelAndLooksAtItsMiddle()
        {
            Pose pose = Stations.Before(At(-4));
            Assert.That(Vector3.Distance(pose.Position, new Vector3(0, 1.6f, -1.5f)), Is.LessThan(1e-6f));
            Assert.That(pose.Yaw, Is.EqualTo(0).Within(1e-6));
            Assert.That(pose.Forward.Y / pose.Forward.Z, Is.EqualTo(0.1 / 2.5).Within(1e-5));
            Assert.That(pose.Forward.Z, Is.LessThan(0));
        }

        [Test]
        public void StandsBeforeATurnedPanelOnItsFrontSide()
        {
            Pose pose = Stations.Before(At(-4, (float)(Math.PI / 2)));
            Assert.That(pose.Position.X, Is.EqualTo(2.5).Within(1e-5));
            Assert.That(pose.Position.Z, Is.EqualTo(-4).Within(1e-5));
            Assert.That(pose.Forward.X, Is.EqualTo(-1).Within(0.01));
        }

        [TestCase(1, 2.2f, null, "a")]
        [TestCase(1, -1.5f, "a", "b")]
        [TestCase(-1, -5.5f, "b", "a")]
        [TestCase(-1, -1.5f, "a", null)]
        [TestCase(1, -9.5f, "c", null)]
        [TestCase(1, -7f, "a", "c")] // no longer at the selected layer's station
        [TestCase(-1, -7f, "a", "b")]
        public void GoesToTheNeighbour(int step, float z, string selected, string expected)
        {
            Pose here = Stations.Entrance(0).At(new Vector3(0, 1.6f, z));
            Station next = Stations.Neighbour(Three, here, selected, step);
            Assert.That(next == null ? null : next.Layer.Layer, Is.EqualTo(expected));
        }

        [Test]
        public void StandsFurtherBackWhereNotEverythingFitsButNeverBeforeTheLastPanel()
        {
            Assert.That(Stations.Reading(At(-8), Degrees(60, 2)).Position.Z, Is.EqualTo(-5.5).Within(1e-3));
            float back = Stations.Reading(Largest, Degrees(52, 1.5f)).Position.Z;
            Assert.That(back, Is.GreaterThan(-5.5f).And.LessThan(-4.4f));
            Assert.That(Stations.Reading(Largest, Degrees(20, 0.4f)).Position.Z, Is.EqualTo(-4.5).Within(0.06));
        }

        [Test]
        public void SeesTheUpperEdgeAsFarAboveTheMiddleAsThePlateBelowIt()
        {
            Pose pose = Stations.Reading(Largest, Degrees(52, 1.5f));
            double away = pose.Position.Z + 8;
            double up = Math.Atan((2.7 + 0.15 - 1.6) / away) - pose.Pitch;
            double down = Math.Atan((1.6 - 0.05) / (away - 0.25)) + pose.Pitch;
            Assert.That(up, Is.EqualTo(down).Within(1e-4));
            Assert.That(up + down, Is.LessThanOrEqualTo(Example.Degrees(52)));
        }

        [Test]
        public void BeginsWhereCanvasAndShelfAreBothSeenAndBeforeTheCanvasAloneInANarrowView()
        {
            Pose wide = Stations.EntranceOverlooking(Degrees(55, 1.6f));
            double extent = Math.Tan(Example.Degrees(27.5)) * 1.6;
            foreach (var place in new[] { new Vector2(-2.09f, 0.89f), new Vector2(0.8f, 0) })
            {
                double aside = Math.Abs(place.X - wide.Position.X);
                Assert.That(aside, Is.LessThan(extent * (wide.Position.Z - place.Y)));
            }

            Assert.That(Stations.EntranceOverlooking(Degrees(60, 0.6f)).Position.X, Is.EqualTo(0).Within(1e-5));
        }

        private static Placement At(float z, float yaw = 0)
        {
            return new Placement(new Vector3(0, 1.5f, z), yaw, 1, 1, 1, 1, 0.1f);
        }

        private static View Degrees(float fieldOfView, float aspect)
        {
            return new View(Example.Degrees(fieldOfView), aspect);
        }
    }
}
