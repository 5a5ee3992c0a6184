using DeepVision.Experience;
using DeepVision.Sheets;
using DeepVision.Tests.Painting;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    [TestFixture]
    public sealed class HintsTests
    {
        private Messages messages;
        private Hints hints;

        [SetUp]
        public void Begin()
        {
            ToastSheet sheet = new ToastSheet(ShippedLetters.Read());
            messages = new Messages(new PlacedSheet(sheet, SheetAnchor.LowerLeft), sheet);
            hints = new Hints(messages, false);
        }

        [Test]
        public void HintsComeOneAfterTheOtherUntilEachWasDone()
        {
            Wait(4);
            Assert.That(messages.IsShown && messages.IsHint, Is.True);
            hints.Inserted();
            Assert.That(messages.IsShown, Is.False);
            Wait(4);
            hints.Went();
            Wait(4);
            hints.PickedUp();
            Wait(10);
            Assert.That(messages.IsShown, Is.False);
        }

        [Test]
        public void WhatWasDoneBeforeIsNotHintedAt()
        {
            hints.Inserted();
            hints.Went();
            hints.PickedUp();
            Wait(10);
            Assert.That(messages.Version, Is.EqualTo(0));
        }

        [Test]
        public void AMessageDoesNotUseAHintUp()
        {
            Wait(4);
            messages.Note("Saved");
            Wait(20);
            Assert.That(messages.IsShown && messages.IsHint, Is.True, "the first hint again");
        }

        [Test]
        public void AnErrorStaysLongerThanANote()
        {
            messages.Note("a note");
            messages.Update(6);
            Assert.That(messages.IsShown, Is.False);
            messages.Error("an error");
            messages.Update(6);
            Assert.That(messages.IsShown, Is.True);
            messages.Update(7);
            Assert.That(messages.IsShown, Is.False);
        }

        private void Wait(int seconds)
        {
            for (int passed = 0; passed < seconds; passed++)
            {
                messages.Update(1);
                hints.Update(1);
            }
        }
    }
}
