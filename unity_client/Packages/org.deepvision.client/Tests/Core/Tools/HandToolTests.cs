using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Space;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Tools
{
    [TestFixture(true)]
    [TestFixture(false)]
    public sealed class HandToolTests
    {
        private readonly bool headset;
        private Hand hand;

        public HandToolTests(bool headset)
        {
            this.headset = headset;
        }

        [SetUp]
        public void TakeTheTool()
        {
            hand = new Hand(headset);
        }

        [Test]
        public void PicksAPictureAndPutsItIntoTheCanvas()
        {
            List<ToolEvent> picked = hand.Click(Hand.Picture);
            Assert.That(Hand.Kinds(picked), Is.EqualTo(new[] { ToolEventKind.PickedUpPicture }));
            Assert.That(picked[0].Carried.Image, Is.EqualTo("shapes:3"));
            Assert.That(picked[0].Carried.Label, Is.EqualTo("triangle"));
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Carrying));
            List<ToolEvent> inserted = hand.Click(Hand.Canvas);
            Assert.That(Hand.Kinds(inserted), Is.EqualTo(new[] { ToolEventKind.Inserted }));
            Assert.That(inserted[0].Target.Network, Is.EqualTo("net"));
            Assert.That(inserted[0].Carried.Image, Is.EqualTo("shapes:3"));
            Assert.That(hand.Tool.Carried, Is.Null);
        }

        [Test]
        public void AnEmptyPlaceOfTheShelfGivesNothing()
        {
            Assert.That(hand.Click(Target.OfPicture(9, null, null, Vector3.Zero, 2)), Is.Empty);
        }

        [Test]
        public void AnEmptyHandAtTheCanvasCallsTheShelf()
        {
            Assert.That(Hand.Kinds(hand.Click(Hand.Canvas)), Is.EqualTo(new[] { ToolEventKind.CalledShelf }));
        }

        [Test]
        public void PicksATileWhichSelectsItsLayerAndNoCanvasTakesIt()
        {
            List<ToolEvent> picked = hand.Click(Hand.Tile);
            Assert.That(
                Hand.Kinds(picked), Is.EqualTo(new[] { ToolEventKind.SelectedLayer, ToolEventKind.PickedUpTile }));
            Assert.That(picked[1].Carried.Layer, Is.EqualTo(Hand.Conv));
            Assert.That(picked[1].Carried.Channel, Is.EqualTo(7));
            Assert.That(Hand.Kinds(hand.Click(Hand.Canvas)), Is.EqualTo(new[] { ToolEventKind.CannotBeInserted }));
            Assert.That(hand.Tool.Carried, Is.Not.Null);
        }

        [Test]
        public void AGeneratedPictureIsPickedUpAndIsInput()
        {
            hand.Click(Hand.Tile.Showing("generated:1", "channel 7"));
            Assert.That(hand.Tool.Carried.IsPicture, Is.True);
            Assert.That(hand.Tool.Carried.Channel, Is.EqualTo(7));
            Assert.That(hand.Click(Hand.Canvas)[0].Carried.Image, Is.EqualTo("generated:1"));
        }

        [Test]
        public void ATileFarAwayIsWalkedToInsteadOfPickedUp()
        {
            Target far = Target.OfTile(Hand.Conv, 2, 7, 0, 0, Hand.Stands, Vector3.Zero, 6.5f);
            Assert.That(Hand.Kinds(hand.Click(far)), Is.EqualTo(new[] { ToolEventKind.WantsToLayer }));
            Assert.That(hand.Tool.Carried, Is.Null);
            Target plate = Target.OfPanel(Hand.Conv, 2, PanelPart.Plate, Hand.Stands, Vector3.Zero, 3);
            Assert.That(Hand.Kinds(hand.Click(plate)), Is.EqualTo(new[] { ToolEventKind.SelectedLayer }));
        }

        [Test]
        public void CancelPutsAway()
        {
            hand.Click(Hand.Picture);
            hand.Input.Cancel = true;
            List<ToolEvent> happened = hand.At(Hand.Tile);
            Assert.That(Hand.Kinds(happened), Is.EqualTo(new[] { ToolEventKind.PutAway }));
            Assert.That(happened[0].Carried.Image, Is.EqualTo("shapes:3"));
            Assert.That(hand.Tool.Carried, Is.Null);
            Assert.That(hand.At(Hand.Tile), Is.Empty);
        }

        [Test]
        public void ASheetIsPressedWhereThePressBegan()
        {
            Target wavered = Target.OfSheet(1, 44, 61, Hand.Sheet.Pose, Vector3.Zero, 1);
            List<ToolEvent> happened = hand.Drag(Hand.Sheet, wavered);
            Assert.That(Hand.Kinds(happened), Is.EqualTo(new[] { ToolEventKind.PressedSheet }));
            Assert.That(happened[0].Target.SheetX, Is.EqualTo(40));
            Assert.That(happened[0].Target.SheetY, Is.EqualTo(60));
        }

        [Test]
        public void APressCanBeTakenBack()
        {
            hand.Input.Select = true;
            hand.At(Hand.Picture);
            hand.Input.Cancel = true;
            hand.At(Hand.Picture);
            hand.Input.Cancel = false;
            hand.Input.Select = false;
            Assert.That(hand.At(Hand.Picture), Is.Empty);
            Assert.That(hand.Tool.Carried, Is.Null);
        }

        [Test]
        public void HalfASecondOfPointingIsAHover()
        {
            Target elsewhereOnIt = Target.OfTile(Hand.Conv, 2, 7, 5, 5, Hand.Stands, Vector3.Zero, 4);
            List<ToolEvent> happened = new List<ToolEvent>();
            for (int frame = 0; frame < 25; frame++)
            {
                happened.AddRange(hand.At(frame % 2 == 0 ? Hand.Tile : elsewhereOnIt));
            }

            Assert.That(happened, Is.Empty, "0.48 s");
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Hovering));
            happened.AddRange(hand.At(elsewhereOnIt));
            happened.AddRange(hand.At(Hand.Tile));
            Assert.That(Hand.Kinds(happened), Is.EqualTo(new[] { ToolEventKind.HoverBegan }));
            happened = hand.At(Hand.Picture);
            Assert.That(Hand.Kinds(happened), Is.EqualTo(new[] { ToolEventKind.HoverEnded }));
            Assert.That(happened[0].Target.Channel, Is.EqualTo(7));
        }

        [Test]
        public void NothingAndTheFloorHaveNoTooltip()
        {
            for (int frame = 0; frame < 60; frame++)
            {
                Assert.That(hand.At(Target.Nothing), Is.Empty);
            }

            for (int frame = 0; frame < 60; frame++)
            {
                Assert.That(hand.At(Target.OfFloor(Vector3.Zero, 3)), Is.Empty);
            }
        }

        [Test]
        public void APanelIsHeldMovedAndLetGoAndUndoKnowsWhere()
        {
            hand.Input.Grip = true;
            Assert.That(Hand.Kinds(hand.At(Hand.Tile)), Is.EqualTo(new[] { ToolEventKind.Grabbed }));
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Grabbing));
            hand.Input.Pointer = new Ray(new Vector3(1, 1.6f, 0), new Vector3(0, 0, -1));
            List<ToolEvent> moved = hand.At(Target.Nothing);
            Assert.That(Hand.Kinds(moved), Is.EqualTo(new[] { ToolEventKind.Moved }));
            Assert.That(moved[0].Target.Layer, Is.EqualTo(Hand.Conv));
            hand.Input.Grip = false;
            List<ToolEvent> released = hand.At(Target.Nothing);
            Assert.That(Hand.Kinds(released), Is.EqualTo(new[] { ToolEventKind.Moved, ToolEventKind.Released }));
            PanelMove move = released[1].Move;
            Assert.That(move.From.Position, Is.EqualTo(Hand.Stands.Position));
            Assert.That(move.IsNone, Is.False);
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Idle));
        }

        [Test]
        public void CancelPutsAHeldPanelBack()
        {
            hand.Input.Grip = true;
            hand.At(Hand.Tile);
            hand.Input.Pointer = new Ray(new Vector3(1, 1.6f, 0), new Vector3(0, 0, -1));
            hand.At(Target.Nothing);
            hand.Input.Cancel = true;
            List<ToolEvent> happened = hand.At(Target.Nothing);
            Assert.That(Hand.Kinds(happened), Is.EqualTo(new[] { ToolEventKind.Moved, ToolEventKind.Released }));
            Assert.That(happened[0].Move.To.Position, Is.EqualTo(Hand.Stands.Position));
            Assert.That(happened[1].Move.IsNone, Is.True);
            hand.Input.Cancel = false;
            Assert.That(hand.At(Hand.Tile), Is.Empty, "the grip is still held, but grips nothing anew");
        }

        [Test]
        public void APictureIsNotGripped()
        {
            hand.Input.Grip = true;
            Assert.That(hand.At(Hand.Picture), Is.Empty);
        }

        [Test]
        public void ATeleportHappensWhenItIsLetGoAndNothingIsPressedMeanwhile()
        {
            hand.Input.TeleportAim = true;
            Assert.That(hand.At(Hand.Picture), Is.Empty);
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Aiming));
            Assert.That(hand.Click(Hand.Picture), Is.Empty);
            hand.Input.TeleportAim = false;
            Assert.That(Hand.Kinds(hand.At(Hand.Picture)), Is.EqualTo(new[] { ToolEventKind.Teleported }));
            Assert.That(hand.At(Hand.Picture), Is.Empty);
        }

        [Test]
        public void AnAimedTeleportCanBeCancelled()
        {
            hand.Input.TeleportAim = true;
            hand.At(Target.Nothing);
            hand.Input.Cancel = true;
            Assert.That(hand.At(Target.Nothing), Is.Empty);
            hand.Input.Cancel = false;
            Assert.That(hand.At(Target.Nothing), Is.Empty);
            hand.Input.TeleportAim = false;
            Assert.That(hand.At(Target.Nothing), Is.Empty);
        }

        [Test]
        public void CarryingGoesOnWhilePanelsAreMovedAndSheetsPressed()
        {
            hand.Click(Hand.Picture);
            hand.Click(Hand.Sheet);
            hand.Input.Grip = true;
            hand.At(Hand.Tile);
            hand.Input.Grip = false;
            hand.At(Hand.Tile);
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Carrying));
            Assert.That(hand.Tool.Carried.Image, Is.EqualTo("shapes:3"));
            hand.Tool.Reset();
            Assert.That(hand.Tool.State, Is.EqualTo(HandToolState.Idle));
        }

        [Test]
        public void TheFloorIsWalkedToAtADesktopOnly()
        {
            List<ToolEvent> happened = hand.Click(Target.OfFloor(new Vector3(1, 0, -3), 4));
            Assert.That(
                Hand.Kinds(happened),
                Is.EqualTo(headset ? new ToolEventKind[0] : new[] { ToolEventKind.WantsToPlace }));
            if (!headset)
            {
                Assert.That(happened.Single().Target.Point, Is.EqualTo(new Vector3(1, 0, -3)));
            }
        }

        [Test]
        public void APictureDraggedOntoTheCanvasIsInsertedInAHeadsetOnly()
        {
            ToolEventKind[] happened = Hand.Kinds(hand.Drag(Hand.Picture, Hand.Canvas));
            Assert.That(
                happened,
                Is.EqualTo(headset
                    ? new[] { ToolEventKind.PickedUpPicture, ToolEventKind.Inserted }
                    : new[] { ToolEventKind.PickedUpPicture }));
        }
    }
}
