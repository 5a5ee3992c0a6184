using System.Collections.Generic;
using System.Numerics;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Tools
{
    [TestFixture]
    public sealed class LookingTests
    {
        [Test]
        public void ADragIsLookingAndNotAPress()
        {
            Hand hand = new Hand(false);
            hand.Input.Select = true;
            hand.At(Hand.Picture);
            hand.Input.Look = new Vector2(0.014f, 0);
            Assert.That(hand.At(Hand.Picture), Is.Empty, "four pixels");
            List<ToolEvent> looked = hand.At(Hand.Picture);
            Assert.That(Hand.Kinds(looked), Is.EqualTo(new[] { ToolEventKind.Looked }));
            Assert.That(looked[0].Look, Is.EqualTo(new Vector2(0.014f, 0)));
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Looking));
            Assert.That(hand.Tool.Hovered.Kind, Is.EqualTo(TargetKind.None));
            hand.Input.Look = Vector2.Zero;
            hand.Input.Select = false;
            Assert.That(hand.At(Hand.Picture), Is.Empty);
            Assert.That(hand.Tool.Carried, Is.Null);
        }

        [Test]
        public void APressThatWaversAFewPixelsIsAPress()
        {
            Hand hand = new Hand(false);
            hand.Input.Select = true;
            hand.At(Hand.Picture);
            hand.Input.Look = new Vector2(0.007f, -0.007f);
            hand.At(Hand.Picture);
            hand.Input.Look = Vector2.Zero;
            hand.Input.Select = false;
            Assert.That(Hand.Kinds(hand.At(Hand.Picture)), Is.EqualTo(new[] { ToolEventKind.PickedUpPicture }));
        }
    }
}
