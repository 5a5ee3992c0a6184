using DeepVision.Session;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class PictureSlotsTests
    {
        [Test]
        public void FreesWhatWasUsedLeastRecently()
        {
            PictureSlots slots = new PictureSlots(2);
            PictureSlot? freed;
            int first = slots.Take(0, 5, out freed);
            int second = slots.Take(1, 5, out freed);
            Assert.That(new[] { first, second }, Is.EqualTo(new[] { 0, 1 }));
            Assert.That(freed.HasValue, Is.False);
            Assert.That(slots.Find(0, 5), Is.EqualTo(0), "used again");
            Assert.That(slots.Take(2, 7, out freed), Is.EqualTo(1));
            Assert.That(freed.Value.Layer, Is.EqualTo(1));
            Assert.That(freed.Value.Channel, Is.EqualTo(5));
            Assert.That(slots.Find(1, 5), Is.EqualTo(-1));
            Assert.That(slots.Taken, Is.EqualTo(2));
        }

        [Test]
        public void NeverPushesOutPicturesOfTheSameLayer()
        {
            PictureSlots slots = new PictureSlots(2);
            PictureSlot? freed;
            slots.Take(0, 0, out freed);
            slots.Take(0, 1, out freed);
            Assert.That(slots.HasRoom(0), Is.False);
            Assert.That(slots.HasRoom(1), Is.True);
            Assert.That(slots.Take(0, 2, out freed), Is.EqualTo(-1));
            Assert.That(slots.Take(0, 1, out freed), Is.EqualTo(1), "it has one already");
        }
    }
}
