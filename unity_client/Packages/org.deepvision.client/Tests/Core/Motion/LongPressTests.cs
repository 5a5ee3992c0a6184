using DeepVision.Motion;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class LongPressTests
    {
        [Test]
        public void IsToldOnceForEachLongPress()
        {
            LongPress press = new LongPress(0.5f);
            Assert.That(press.Update(true, 0.4f), Is.False);
            Assert.That(press.Update(false, 0.4f), Is.False);
            Assert.That(press.Update(true, 0.4f), Is.False);
            Assert.That(press.Update(true, 0.2f), Is.True);
            Assert.That(press.Update(true, 5), Is.False);
            Assert.That(press.Update(false, 0), Is.False);
            Assert.That(press.Update(true, 0.6f), Is.True);
        }
    }
}
