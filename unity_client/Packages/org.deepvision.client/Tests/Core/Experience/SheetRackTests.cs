using System.Numerics;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tests.Painting;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    [TestFixture]
    public sealed class SheetRackTests
    {
        private SheetRack rack;
        private PlacedSheet near;
        private PlacedSheet far;

        [SetUp]
        public void HangTwo()
        {
            rack = new SheetRack();
            far = Hang(-2);
            near = Hang(-1);
        }

        [Test]
        public void TheNearestIsMetWhereTheRayPoints()
        {
            Vector3 place = near.Board.On(near.Width / 4, near.Height / 4);
            Target met = rack.Pick(new Ray(Vector3.Zero, place));
            Assert.That(rack.Of(met), Is.SameAs(near));
            Assert.That(met.SheetX, Is.EqualTo(near.Sheet.Width * 0.75f).Within(0.5f));
            Assert.That(met.SheetY, Is.EqualTo(near.Sheet.Height * 0.25f).Within(0.5f));
            Assert.That(met.Distance, Is.EqualTo(place.Length()).Within(1e-4f));
        }

        [Test]
        public void HiddenOnesAndThoseThatLetRaysPassAreNotMet()
        {
            Ray ahead = new Ray(Vector3.Zero, -Vector3.UnitZ);
            near.LetsRaysPass = true;
            Assert.That(rack.Of(rack.Pick(ahead)), Is.SameAs(far));
            far.IsShown = false;
            Assert.That(rack.Pick(ahead).Kind, Is.EqualTo(TargetKind.None));
        }

        [Test]
        public void AButtonThatIsPointedAtIsHighlightedUntilTheRayLeaves()
        {
            near.Sheet.Paint();
            SheetTarget button = near.Sheet.Targets[0];
            float right = (button.Area.CentreX / near.Sheet.Width - 0.5f) * near.Width;
            float up = (0.5f - button.Area.CentreY / near.Sheet.Height) * near.Height;
            rack.Hover(rack.Pick(new Ray(Vector3.Zero, near.Board.On(right, up))));
            rack.Paint();
            int highlighted = near.Sheet.Version;
            rack.Hover(Target.Nothing);
            rack.Paint();
            Assert.That(near.Sheet.Version, Is.EqualTo(highlighted + 1));
        }

        [Test]
        public void LaterSheetsAreAsLargeAsTheOthers()
        {
            float width = near.Width;
            rack.Magnify(1.5f);
            Assert.That(near.Width, Is.EqualTo(1.5f * width).Within(1e-5f));
            Assert.That(Hang(-3).Sheet.Magnification, Is.EqualTo(1.5f));
        }

        private PlacedSheet Hang(float z)
        {
            PlacedSheet placed = rack.Add(new MenuSheet(ShippedLetters.Read()), SheetAnchor.Hall);
            placed.IsShown = true;
            placed.Board = new Board(new Vector3(0, 0, z));
            return placed;
        }
    }
}
