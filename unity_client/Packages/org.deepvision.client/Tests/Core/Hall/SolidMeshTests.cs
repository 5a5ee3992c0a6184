using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class SolidMeshTests
    {
        [Test]
        public void ABoxHasSixFacesWhoseLightIsInTheirColours()
        {
            MeshData mesh = Build(new Board(new Vector3(1, 2, 3)), null);
            Assert.That(mesh.VertexCount, Is.EqualTo(24));
            Assert.That(mesh.Triangles.Length, Is.EqualTo(36));

            // 0.78 + 0.22 z + 0.16 y + 0.05 x of the normals +x, -x, +y, -y, +z, -z, times a red of 1
            double[] expected = { 0.83, 0.73, 0.94, 0.62, 1, 0.56 };
            for (int face = 0; face < 6; face++)
            {
                Assert.That(mesh.Colours[12 * face], Is.EqualTo(expected[face]).Within(1e-6));
            }
        }

        [Test]
        public void TheLightTurnsWithTheBox()
        {
            // Lying on the floor its front looks up, 0.78 + 0.16, and its lower side towards the reader, 1.
            MeshData mesh = Build(new Board(Vector3.Zero, 0, Example.Degrees(90)), null);
            Assert.That(mesh.Colours[12 * 4], Is.EqualTo(0.94).Within(1e-6));
            Assert.That(mesh.Colours[12 * 3], Is.EqualTo(1).Within(1e-6));
        }

        [Test]
        public void CornersAreHalfASizeAwayFromTheMiddle()
        {
            MeshData mesh = Build(new Board(new Vector3(1, 2, 3)), null);
            Assert.That(Axis(mesh, 0).Distinct(), Is.EquivalentTo(new[] { 0.5f, 1.5f }));
            Assert.That(Axis(mesh, 1).Distinct(), Is.EquivalentTo(new[] { 1f, 3 }));
            Assert.That(Axis(mesh, 2).Distinct(), Is.EquivalentTo(new[] { 1.5f, 4.5f }));
            IEnumerable<float> right = mesh.Coordinates.Where((_, i) => i % 2 == 0);
            IEnumerable<float> up = mesh.Coordinates.Where((_, i) => i % 2 == 1);
            Assert.That(right.Distinct(), Is.EquivalentTo(new[] { -0.5f, 0.5f }));
            Assert.That(up.Distinct(), Is.EquivalentTo(new[] { -1f, 1 }));
        }

        [Test]
        public void StripesAreASecondColourInTheSameLight()
        {
            Assert.That(Build(new Board(Vector3.Zero), null).SecondColours, Is.All.EqualTo(-1));
            MeshData striped = Build(new Board(Vector3.Zero), new Rgb(0x00ff00));
            Assert.That(striped.SecondColours[12 * 5 + 1], Is.EqualTo(0.56).Within(1e-6));
        }

        private static MeshData Build(Board board, Rgb? stripe)
        {
            return SolidMesh.Build(new[] { new Solid(board, new Vector3(1, 2, 3), new Rgb(0xff0000), stripe) });
        }

        private static IEnumerable<float> Axis(MeshData mesh, int axis)
        {
            return mesh.Positions.Where((_, i) => i % 3 == axis);
        }
    }
}
