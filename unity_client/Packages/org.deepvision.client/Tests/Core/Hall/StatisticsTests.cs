using DeepVision.Hall;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class StatisticsTests
    {
        [Test]
        public void SummarisesALayer()
        {
            LayerStatistics summary = Statistics.Summary(new[] { Channel(-1, 2), Channel(0, 0), Channel(0, 5) }).Value;
            Assert.That(summary.Min, Is.EqualTo(-1));
            Assert.That(summary.Max, Is.EqualTo(5));
            Assert.That(summary.Dead, Is.EqualTo(1));
            Assert.That(Statistics.Summary(new[] { Channel(-1, 2), null }).HasValue, Is.False);
            Assert.That(Statistics.Summary(new ChannelStatistics?[0]).HasValue, Is.False);
        }

        [Test]
        public void FindsTheMiddleValue()
        {
            Assert.That(Statistics.Median(new[] { 3f, 1, 2 }), Is.EqualTo(2));
            Assert.That(Statistics.Median(new[] { 4f, 1, 2, 3 }), Is.EqualTo(2));
            Assert.That(Statistics.Median(new float[0]).HasValue, Is.False);
        }

        [Test]
        public void FindsTheStrongestChannelsByMagnitudeNotBySign()
        {
            var channels = new[] { Channel(0, 1), Channel(-7, 0), null, Channel(0, 0), Channel(0, 3) };
            Assert.That(Statistics.Strongest(channels, 3), Is.EqualTo(new[] { 1, 4, 0 }));
        }

        private static ChannelStatistics? Channel(float min, float max)
        {
            return new ChannelStatistics(1, min, max, 0);
        }
    }
}
