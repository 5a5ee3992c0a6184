using System;
using System.IO;
using DeepVision.Painting;
using NUnit.Framework;

namespace DeepVision.Tests.Painting
{
    public sealed class GlyphAtlasTests
    {
        private readonly GlyphAtlas atlas = ShippedLetters.Read();

        [Test]
        public void ACapitalIsOneHighAroundTheMiddle()
        {
            Glyph glyph = atlas['H'];
            float margin = (float)atlas.Spread / atlas.Capitals;
            Assert.That(glyph.Top, Is.EqualTo(0.5f + margin).Within(0.001f));
            Assert.That(glyph.Height, Is.EqualTo(1 + 2 * margin).Within(0.001f));
            Assert.That(glyph.Advance, Is.EqualTo(1.03f).Within(0.02f), "DejaVu Sans: 0.752 em of 0.729 em");
        }

        [Test]
        public void TheStemOfAnIIsInsideAndItsMarginOutside()
        {
            Glyph glyph = atlas['I'];
            int row = (glyph.Y + glyph.TexelHeight / 2) * atlas.Width + glyph.X;
            Assert.That(atlas.Distances[row], Is.LessThan(40));
            Assert.That(atlas.Distances[row + glyph.TexelWidth / 2], Is.GreaterThan(150));
        }

        [TestCase("Aa0 ~")]
        [TestCase("×·…–—→←↑↓²³°±≤≥µσ%□✓✗−‹›")]
        [TestCase("ÄÖÜäöüßéèçñÅøŁżčş")]
        public void HasTheCharactersThatAreNeeded(string characters)
        {
            Glyph unknown = atlas['\u4e00'];
            foreach (char character in characters)
            {
                Glyph glyph = atlas[character];
                bool same = glyph.X == unknown.X && glyph.Y == unknown.Y && !glyph.Blank;
                Assert.That(same, Is.EqualTo(character == '□'), character.ToString());
            }
        }

        [Test]
        public void UnknownCharactersAreSquares()
        {
            Glyph square = atlas['□'];
            foreach (char character in new[] { '\0', '\u00ad', '\u4e00', '\uffff' })
            {
                Assert.That(atlas[character].X, Is.EqualTo(square.X));
                Assert.That(atlas[character].Y, Is.EqualTo(square.Y));
            }
        }

        [Test]
        public void ALineIsAsWideAsItsCharacters()
        {
            float sum = atlas['a'].Advance + atlas[' '].Advance + atlas['b'].Advance;
            Assert.That(atlas.Measure("a b"), Is.EqualTo(sum).Within(1e-5f));
            Assert.That(atlas.Measure(""), Is.EqualTo(0));
            Assert.That(atlas[' '].Blank);
        }

        [Test]
        public void ShippedFileIsSmall()
        {
            Assert.That(new FileInfo(ShippedLetters.File).Length, Is.LessThanOrEqualTo(150000));
        }

        [TestCase(3)]
        [TestCase(100)]
        [TestCase(20000)]
        public void ACutFileIsRefused(int length)
        {
            byte[] cut = new byte[length];
            Array.Copy(File.ReadAllBytes(ShippedLetters.File), cut, length);
            Assert.Throws<FormatException>(() => GlyphAtlas.Read(new MemoryStream(cut)));
        }

        [Test]
        public void AnotherFileIsRefused()
        {
            MemoryStream other = new MemoryStream(new byte[64]);
            FormatException error = Assert.Throws<FormatException>(() => GlyphAtlas.Read(other));
            Assert.That(error.Message, Contains.Substring("make_glyph_atlas"));
        }
    }
}
