using NUnit.Framework;

namespace UnityEngine.Tests
{
    /// <summary>Left-handed arithmetic, by examples worked out by hand.</summary>
    public sealed class SpaceTests
    {
        private const float Close = 1e-5f;

        [Test]
        public void Turning_by_angles_goes_clockwise_about_up_and_downwards()
        {
            Assert.That((Quaternion.Euler(0, 90, 0) * Vector3.forward - Vector3.right).magnitude, Is.LessThan(Close));
            Assert.That((Quaternion.Euler(90, 0, 0) * Vector3.forward - Vector3.down).magnitude, Is.LessThan(Close));
            Assert.That((Quaternion.Euler(0, 0, 90) * Vector3.right - Vector3.up).magnitude, Is.LessThan(Close));
        }

        [TestCase(10, 20, 30)]
        [TestCase(300, 180, 1)]
        [TestCase(89, 271, 181)]
        public void Angles_survive(float x, float y, float z)
        {
            Quaternion turned = Quaternion.Euler(x, y, z);
            Assert.That(Quaternion.Angle(turned, Quaternion.Euler(turned.eulerAngles)), Is.LessThan(0.1f));
            Assert.That(Quaternion.Angle(turned, Matrix4x4.Rotate(turned).rotation), Is.LessThan(0.1f));
        }

        [TestCase(0, 0, 1)]
        [TestCase(0, 0, -1)]
        [TestCase(1, 2, -3)]
        public void Looking_somewhere_keeps_up(float x, float y, float z)
        {
            Vector3 ahead = new Vector3(x, y, z).normalized;
            Quaternion look = Quaternion.LookRotation(ahead);
            Assert.That((look * Vector3.forward - ahead).magnitude, Is.LessThan(Close));
            Assert.That((look * Vector3.right).y, Is.EqualTo(0).Within(Close));
            Assert.That((look * Vector3.up).y, Is.GreaterThan(0));
        }

        [Test]
        public void An_inverse_undoes()
        {
            Matrix4x4 placed = Matrix4x4.TRS(new Vector3(1, 2, 3), Quaternion.Euler(20, 30, 40), new Vector3(1, 2, -1));
            Matrix4x4 both = placed * placed.inverse;
            for (int index = 0; index < 16; index++)
            {
                Assert.That(both[index], Is.EqualTo(index % 5 == 0 ? 1 : 0).Within(Close));
            }
        }

        [Test]
        public void The_middle_pixels_ray_goes_straight_ahead_and_the_upper_right_ones_up_and_right()
        {
            Assert.That(Booted.World, Is.Not.Null);
            GameObject eye = new GameObject("eye");
            Camera camera = eye.AddComponent<Camera>();
            eye.transform.position = new Vector3(0, 1.6f, 0);
            Ray middle = camera.ScreenPointToRay(new Vector3(640, 360));
            Assert.That((middle.direction - Vector3.forward).magnitude, Is.LessThan(1e-3f));
            Ray corner = camera.ScreenPointToRay(new Vector3(1280, 720));
            float half = Mathf.Tan(30 * Mathf.Deg2Rad);
            Assert.That(corner.direction.y / corner.direction.z, Is.EqualTo(half).Within(1e-3f));
            Assert.That(corner.direction.x / corner.direction.z, Is.EqualTo(half * 16 / 9).Within(1e-3f));
            Vector3 seen = camera.WorldToScreenPoint(new Vector3(0, 1.6f, 7));
            Assert.That((seen - new Vector3(640, 360, 7)).magnitude, Is.LessThan(1e-2f));
            Object.DestroyImmediate(eye);
        }
    }
}
