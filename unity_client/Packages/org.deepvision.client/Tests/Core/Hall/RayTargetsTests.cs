using System;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class RayTargetsTests
    {
        [Test]
        public void MeetsTheFloorInFrontOfTheEye()
        {
            Assert.That(
                RayTargets.Floor(Towards(0, 1.6f, 2, 0, -0.8f, -0.6f)).Value, Is.EqualTo(2).Within(1e-6));
            Assert.That(RayTargets.Floor(Towards(0, 1.6f, 2, 0, 0.1f, -1)).HasValue, Is.False);
            Assert.That(RayTargets.Floor(Towards(0, 1.6f, 2, 0, -0.001f, -1)).HasValue, Is.False);
        }

        [TestCase(0.5f, -1f, true)]
        [TestCase(0.7f, -1f, false)]
        [TestCase(0f, 1f, false)]
        public void MeetsAPictureThatFacesTheEyeOnly(float x, float dz, bool isMet)
        {
            var canvas = new Board(new Vector3(0, 1.35f, 0));
            float? distance = RayTargets.Rectangle(Towards(x, 1.6f, 2, 0, 0, dz), canvas, 1.2f, 1);
            Assert.That(distance, Is.EqualTo(isMet ? 2 : (float?)null));
        }

        [TestCase(0.4f, true)]
        [TestCase(0.6f, false)]
        public void MeetsATurnedPicture(float z, bool isMet)
        {
            var shelf = new Board(new Vector3(-1, 1, 0), (float)(Math.PI / 2));
            float? distance = RayTargets.Rectangle(Towards(1, 1, z, -1, 0, 0), shelf, 1, 1);
            Assert.That(distance.HasValue, Is.EqualTo(isMet));
            Assert.That(distance ?? 2, Is.EqualTo(2).Within(1e-5));
        }

        private static Ray Towards(float x, float y, float z, float dx, float dy, float dz)
        {
            return new Ray(new Vector3(x, y, z), new Vector3(dx, dy, dz));
        }
    }
}
