using System;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class OutsideViewTests
    {
        [TestCase(-2.0, 7.0, -30.0)]
        [TestCase(-2.0, 2.0, -130.0)]
        [TestCase(-40.0, 40.0, -10.0)]
        public void SeesEveryCornerWithAMarginAndNothingOfItIsWasted(double xMin, double xMax, double zMin)
        {
            foreach (float aspect in new[] { 1.78f, 1, 0.5f })
            {
                var view = new View(Example.Degrees(60), aspect);
                Pose pose = OutsideView.Of(new[] { new Bounds(xMin, xMax, zMin, 1) }, view);
                float farthest = 0;
                foreach (double x in new[] { xMin, xMax })
                {
                    foreach (float y in new[] { 0, 3.5f })
                    {
                        foreach (double z in new[] { zMin, 1 })
                        {
                            Vector2 seen = Seen(pose, view, new Vector3((float)x, y, (float)z));
                            farthest = Math.Max(farthest, Math.Max(Math.Abs(seen.X), Math.Abs(seen.Y)));
                        }
                    }
                }

                Assert.That(farthest, Is.LessThanOrEqualTo(0.87f).And.GreaterThan(0.8f));
            }
        }

        [TestCase(-50.0, -30.0)]
        [TestCase(-61.0, -24.0)]
        public void LooksAlongALongHall(double zMin, double degrees)
        {
            Pose pose = OutsideView.Of(new[] { new Bounds(-2, 2, zMin, 0) }, new View(1, 1));
            Assert.That(pose.Pitch, Is.EqualTo(Example.Degrees(degrees)).Within(1e-5));
        }

        /// <summary>On the screen, -1…1.</summary>
        private static Vector2 Seen(Pose pose, View view, Vector3 point)
        {
            Vector3 away = point - pose.Position;
            float depth = Vector3.Dot(away, pose.Forward);
            float tangent = (float)Math.Tan(view.FieldOfView / 2);
            Vector3 up = Vector3.Cross(pose.Right, pose.Forward);
            return new Vector2(Vector3.Dot(away, pose.Right) / view.Aspect, Vector3.Dot(away, up)) / (depth * tangent);
        }
    }
}
