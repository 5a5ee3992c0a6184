using System;
using System.Numerics;
using DeepVision.Motion;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class TeleportArcTests
    {
        private static readonly Vector3[] Nowhere = new Vector3[0];

        [Test]
        public void LandsWhereAThrowOfTenMetresASecondLands()
        {
            // Thrown level from 1.2 m: sqrt(2 · 1.2 / 9.81) = 0.4946 s, so 4.946 m ahead.
            TeleportArc arc = new TeleportArc();
            arc.Aim(new Ray(new Vector3(1, 1.2f, 2), new Vector3(0, 0, -3)), Nowhere);
            Vector3 landing = arc.Landing.Value.Point;
            Assert.That(Vector3.Distance(landing, new Vector3(1, 0, 2 - 4.946f)), Is.LessThan(1e-3));
            Assert.That(arc.Landing.Value.Station, Is.EqualTo(-1));
            Assert.That(arc.Line[0], Is.EqualTo(new Vector3(1, 1.2f, 2)));
            Assert.That(arc.Line[TeleportArc.Points - 1], Is.EqualTo(landing));
        }

        [Test]
        public void ReachesElevenMetresAndRisesOverEveryPanel()
        {
            float farthest = 0;
            for (int degrees = -80; degrees < 90; degrees++)
            {
                double up = degrees * Math.PI / 180;
                Ray ray = new Ray(new Vector3(0, 1, 0), new Vector3(0, (float)Math.Sin(up), -(float)Math.Cos(up)));
                TeleportArc arc = new TeleportArc();
                arc.Aim(ray, Nowhere);
                farthest = Math.Max(farthest, -arc.Landing.Value.Point.Z);
            }

            Assert.That(farthest, Is.EqualTo(11.15).Within(0.05));
            TeleportArc steep = new TeleportArc();
            steep.Aim(new Ray(new Vector3(0, 1, 0), new Vector3(0, 1, -1)), Nowhere);
            float apex = 0;
            foreach (Vector3 point in steep.Line)
            {
                apex = Math.Max(apex, point.Y);
            }

            Assert.That(apex, Is.EqualTo(3.55).Within(0.05));
        }

        [Test]
        public void SnapsToTheNearestStationWithinEightTenthsOfAMetre()
        {
            TeleportArc arc = new TeleportArc();
            Ray ray = new Ray(new Vector3(0, 1.2f, 0), new Vector3(0, 0, -1));
            Vector3 near = new Vector3(0.5f, 0, -5.4f);
            Vector3 nearer = new Vector3(0.2f, 0, -4.9f);
            Vector3 far = new Vector3(0, 0, -5.8f);
            arc.Aim(ray, new[] { far, near, nearer });
            Assert.That(arc.Landing.Value.Station, Is.EqualTo(2));
            Assert.That(arc.Landing.Value.Point, Is.EqualTo(nearer));
            Assert.That(arc.Line[TeleportArc.Points - 1], Is.EqualTo(nearer));
            arc.Aim(ray, new[] { far });
            Assert.That(arc.Landing.Value.Station, Is.EqualTo(-1));
            arc.Stop();
            Assert.That(arc.Landing.HasValue, Is.False);
        }
    }
}
