using DeepVision.Api;
using DeepVision.Sheets;
using NUnit.Framework;

namespace DeepVision.Tests.Sheets
{
    public sealed class PictureFactsTests
    {
        [Test]
        public void WhatItReachedStandsBesideTheDataSet()
        {
            Assert.That(
                PictureFacts.Of(new JobItem(3, "generated:1", 12, false, "alive", 0.834, 2, 1.5)),
                Is.EqualTo("reaches 12 · 1.5 × the data set's most · 83 % left if shifted or noisy"));
            Assert.That(
                PictureFacts.Of(new JobItem(3, "generated:1", 12, false, "alive", null, 2)), Is.EqualTo("reaches 12"));
        }

        [TestCase(true, null, 1.0, "In work: a better picture follows")]
        [TestCase(false, "dead", 0.0, "Dead: no picture that was tried reaches this channel")]
        [TestCase(false, "not-finite", null, "The network's answer is not finite: this picture means nothing")]
        public void WhatMeansNothingIsSaidToMeanNothing(bool partial, string verdict, double? reached, string said)
        {
            JobItem item = new JobItem(3, "generated:1", reached, partial, verdict, 1, 0);
            Assert.That(PictureFacts.Of(item), Is.EqualTo(said));
        }
    }
}
