using System.Numerics;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;
using DeepVision.Tests.Painting;
using DeepVision.Tests.Tiles;
using NUnit.Framework;
using Text = DeepVision.Hall.Text;

namespace DeepVision.Tests.Hall
{
    public sealed class TextMeshTests
    {
        private readonly GlyphAtlas glyphs = ShippedLetters.Read();

        [Test]
        public void EveryCharacterThatIsNotBlankIsAQuad()
        {
            MeshData mesh = Build("a b", TextAlign.Left);
            Assert.That(mesh.VertexCount, Is.EqualTo(8));
            Assert.That(mesh.Triangles.Length, Is.EqualTo(12));
            Assert.That(mesh.SecondColours, Is.Null);
            Assert.That(mesh.Colours, Is.All.EqualTo(1));
        }

        [TestCase(TextAlign.Left, 0f)]
        [TestCase(TextAlign.Centre, -0.5f)]
        [TestCase(TextAlign.Right, -1f)]
        public void TheLineStandsWhereItIsAligned(TextAlign align, float share)
        {
            MeshData mesh = Build("Ho", align);
            float start = 5 + share * 0.2f * glyphs.Measure("Ho");
            Assert.That(mesh.Positions[0], Is.EqualTo(start + 0.2f * glyphs['H'].Left).Within(1e-5));
            float second = start + 0.2f * (glyphs['H'].Advance + glyphs['o'].Left);
            Assert.That(mesh.Positions[12], Is.EqualTo(second).Within(1e-5));
        }

        [Test]
        public void AGlyphShowsItsRectangleOfTheAtlasUpright()
        {
            MeshData mesh = Build("H", TextAlign.Left);
            Glyph glyph = glyphs['H'];
            Assert.That(mesh.Positions[1], Is.EqualTo(1 + 0.2f * glyph.Top).Within(1e-5)); // upper left
            Assert.That(mesh.Positions[4], Is.EqualTo(1 + 0.2f * (glyph.Top - glyph.Height)).Within(1e-5));
            Assert.That(mesh.Coordinates[0] * glyphs.Width, Is.EqualTo(glyph.X).Within(1e-2));
            Assert.That(mesh.Coordinates[1] * glyphs.Height, Is.EqualTo(glyph.Y).Within(1e-2));
            Assert.That(mesh.Coordinates[3] * glyphs.Height, Is.EqualTo(glyph.Y + glyph.TexelHeight).Within(1e-2));
            Assert.That(mesh.Coordinates[4] * glyphs.Width, Is.EqualTo(glyph.X + glyph.TexelWidth).Within(1e-2));
        }

        [Test]
        public void ALongLineIsMadeNarrower()
        {
            float width = 0.2f * glyphs.Measure("conv1");
            MeshData free = Build("conv1", TextAlign.Left);
            MeshData fitted = Build("conv1", TextAlign.Left, 0.8f * width);
            float shrunk = (fitted.Positions[12] - fitted.Positions[0]) / (free.Positions[12] - free.Positions[0]);
            Assert.That(shrunk, Is.EqualTo(0.8f).Within(1e-3));
            Assert.That(fitted.Positions[1], Is.EqualTo(free.Positions[1]).Within(1e-6));
        }

        private MeshData Build(string words, TextAlign align, float widest = float.PositiveInfinity)
        {
            var board = new Board(new Vector3(5, 1, 0));
            return TextMesh.Build(
                new[] { new Text(board, words, 0.2f, align, new Rgb(0xffffff), widest) }, glyphs);
        }
    }
}
