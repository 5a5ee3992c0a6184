using DeepVision.Motion;
using NUnit.Framework;

namespace DeepVision.Tests.Motion
{
    [TestFixture]
    public sealed class SnapTurnTests
    {
        [Test]
        public void TurnsOnceBeyondSevenTenthsAndIsArmedAgainBelowFourTenths()
        {
            SnapTurn turn = new SnapTurn();
            Assert.That(turn.Update(0.69f, 0.01f), Is.EqualTo(0));
            Assert.That(turn.Update(0.71f, 0.01f), Is.EqualTo(1));
            Assert.That(turn.Update(0.9f, 0.01f), Is.EqualTo(0));
            Assert.That(turn.Update(0.5f, 0.01f), Is.EqualTo(0));
            Assert.That(turn.Update(0.8f, 0.01f), Is.EqualTo(0), "not armed yet");
            Assert.That(turn.Update(0.39f, 0.01f), Is.EqualTo(0));
            Assert.That(turn.Update(-0.8f, 0.01f), Is.EqualTo(-1));
        }

        [Test]
        public void RepeatsEveryThreeTenthsWhileHeld()
        {
            SnapTurn turn = new SnapTurn();
            int turns = 0;
            for (int frame = 0; frame < 100; frame++)
            {
                turns += turn.Update(1, 0.01f);
            }

            Assert.That(turns, Is.EqualTo(4), "at 0, 0.3, 0.6 and 0.9 s");
        }
    }
}
