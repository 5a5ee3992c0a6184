using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class NumberTextTests
    {
        [TestCase(12.3456, "12.3")]
        [TestCase(-0.5, "−0.5")]
        [TestCase(0.0, "0")]
        [TestCase(1234567.0, "1.2e6")]
        [TestCase(0.00001234, "1.2e−5")]
        [TestCase(1234.56, "1234.6")]
        [TestCase(999.7, "1000")]
        [TestCase(123456.0, "123460")]
        [TestCase(0.001234, "0.00123")]
        [TestCase(double.NaN, "–")]
        [TestCase(double.PositiveInfinity, "–")]
        public void WritesValuesInFewDigits(double value, string expected)
        {
            Assert.That(NumberText.Value(value), Is.EqualTo(expected));
        }

        [TestCase(0.973, "97.3 %")]
        [TestCase(0.0, "0.0 %")]
        [TestCase(1.0, "100.0 %")]
        [TestCase(0.0004, "0.04 %")]
        [TestCase(0.00001, "< 0.01 %")]
        [TestCase(0.99999, "> 99.9 %")]
        public void WritesProbabilities(double value, string expected)
        {
            Assert.That(NumberText.Percent(value), Is.EqualTo(expected));
        }

        [Test]
        public void WritesADashForWhatIsMissing()
        {
            Assert.That(NumberText.Value(null), Is.EqualTo("–"));
            Assert.That(NumberText.Percent(null), Is.EqualTo("–"));
        }

        [Test]
        public void WritesShapesAndCounts()
        {
            Assert.That(NumberText.Shape(new Shape(64, 75, 88)), Is.EqualTo("64 × 75 × 88"));
            Assert.That(NumberText.Shape(new Shape(101, 1, 1)), Is.EqualTo("101"));
            Assert.That(NumberText.Count(4980802), Is.EqualTo("4,980,802"));
        }
    }
}
