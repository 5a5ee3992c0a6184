using DeepVision.Hall;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class FittingTests
    {
        [TestCase(5.0)]
        [TestCase(double.PositiveInfinity)]
        public void LeavesWhatFits(double widest)
        {
            Fitted fitted = Fitting.Fit("conv1", widest, Measure);
            Assert.That(fitted.Text, Is.EqualTo("conv1"));
            Assert.That(fitted.Squeeze, Is.EqualTo(1));
        }

        [Test]
        public void SqueezesFirst()
        {
            Fitted fitted = Fitting.Fit("12345678", 6.4, Measure);
            Assert.That(fitted.Text, Is.EqualTo("12345678"));
            Assert.That(fitted.Squeeze, Is.EqualTo(0.8).Within(1e-12));
        }

        [Test]
        public void ThenCutsWithAnEllipsisThatStillFits()
        {
            Fitted fitted = Fitting.Fit("layer3.1.conv2", 6, Measure);
            Assert.That(fitted.Text, Is.EqualTo("layer3.…"));
            Assert.That(Measure(fitted.Text) * fitted.Squeeze, Is.LessThanOrEqualTo(6));
        }

        private static double Measure(string text)
        {
            return text.Length;
        }
    }
}
