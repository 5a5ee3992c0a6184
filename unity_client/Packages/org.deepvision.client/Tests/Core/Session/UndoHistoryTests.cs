using System.Collections.Generic;
using DeepVision.Session;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class UndoHistoryTests
    {
        [Test]
        public void TakesBackInReverseOrder()
        {
            UndoHistory history = new UndoHistory();
            List<string> happened = new List<string>();
            int changes = 0;
            history.Changed += () => changes++;
            history.Do("one", () => happened.Add("1"), () => happened.Add("-1"));
            history.Add("two", () => happened.Add("-2"));
            Assert.That(history.Next, Is.EqualTo("two"));
            Assert.That(history.Undo(), Is.EqualTo("two"));
            Assert.That(history.UndoAll(), Is.EqualTo(1));
            Assert.That(history.Undo(), Is.Null);
            Assert.That(happened, Is.EqualTo(new[] { "1", "-2", "-1" }));
            Assert.That(changes, Is.EqualTo(4));
        }

        [Test]
        public void ForgetsTheOldestBeyondTwoHundred()
        {
            UndoHistory history = new UndoHistory();
            int taken = 0;
            for (int i = 0; i < 250; i++)
            {
                history.Add("change", () => taken++);
            }

            Assert.That(history.UndoAll(), Is.EqualTo(200));
            Assert.That(taken, Is.EqualTo(200));
        }
    }
}
