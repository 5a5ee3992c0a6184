using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class FurnitureTests
    {
        [Test]
        public void TheCanvasHasTheShapeOfWhatTheNetworkSees()
        {
            Vector2 wide = Furniture.CanvasSize(new MapSize(150, 175));
            Assert.That(wide.X, Is.EqualTo(1.2f).Within(1e-6));
            Assert.That(wide.Y, Is.EqualTo(1.02857f).Within(1e-5));
            Vector2 high = Furniture.CanvasSize(new MapSize(300, 150));
            Assert.That(high.X, Is.EqualTo(0.6f).Within(1e-6));
            Assert.That(high.Y, Is.EqualTo(1.2f).Within(1e-6));
        }

        [TestCase(1f, 1f, 1f)]
        [TestCase(2f, 0.5f, 1f)]
        [TestCase(0.5f, 1f, 0.5f)]
        public void ACanvasShowsTheCentreOfThePictureThatFillsIt(float aspect, float across, float down)
        {
            Rectangle part = HangingMesh.Cropped(1, aspect, new MapSize(640, 640));
            Assert.That(part.Right - part.Left + 1 / 640f, Is.EqualTo(across).Within(1e-5));
            Assert.That(part.Bottom - part.Top + 1 / 640f, Is.EqualTo(down).Within(1e-5));
            Assert.That(part.Left + part.Right, Is.EqualTo(1).Within(1e-6));
        }

        [Test]
        public void AHangingPictureStandsUpright()
        {
            var canvas = new Hanging(new Board(new Vector3(0, 1, 0)), 2, 1, Hanging.Canvas);
            MeshData mesh = HangingMesh.Canvases(new[] { canvas }, 2, new MapSize(100, 100));
            Assert.That(mesh.Positions.Take(6), Is.EqualTo(new[] { -1f, 1.5f, 0, -1, 0.5f, 0 })); // its left edge
            Assert.That(
                mesh.Coordinates.Take(4), Is.EqualTo(new[] { 0.005f, 0.005f, 0.005f, 0.995f }).Within(1e-6f));
        }

        [Test]
        public void AThumbnailIsHalfATexelInsideItsCell()
        {
            Rectangle part = HangingMesh.ThumbnailAt(6); // second column, second row of an atlas of 480 × 384
            Assert.That(part.Left * 480, Is.EqualTo(96.5f).Within(1e-3));
            Assert.That(part.Top * 384, Is.EqualTo(96.5f).Within(1e-3));
            Assert.That(part.Right * 480, Is.EqualTo(191.5f).Within(1e-3));
            Assert.That(part.Bottom * 384, Is.EqualTo(191.5f).Within(1e-3));
        }

        [Test]
        public void TheShelfHasTwentyPlacesFromTheUpperLeftAllFacingTheVisitor()
        {
            IReadOnlyList<Hanging> places = Furniture.ShelfPlaces(Furniture.ShelfHome);
            Assert.That(places.Count, Is.EqualTo(20));
            Assert.That(places[0].Board.Position.Y, Is.GreaterThan(places[5].Board.Position.Y));
            Vector3 apart = places[0].Board.Position - places[1].Board.Position;
            Assert.That(apart.Length(), Is.EqualTo(0.21f).Within(1e-5));
            Assert.That(places.All(place => place.Board.Yaw == Sizes.ShelfYaw), Is.True);
            int unframed = Furniture.Shelf(Furniture.ShelfHome, null).Solids.Count;
            Assert.That(Furniture.Shelf(Furniture.ShelfHome, 3).Solids.Count, Is.EqualTo(unframed + 1));
        }

        [Test]
        public void ACalledShelfStandsBeforeTheEyeAndFacesIt()
        {
            var shelf = new PictureShelf();
            shelf.Call(new Pose(new Vector3(3, 1.6f, -40), 0.7f, -0.4f));
            Vector3 eye = shelf.Board.On(0, 0, Sizes.CalledShelfDistance);
            Assert.That(Vector3.Distance(eye, new Vector3(3, 1.35f, -40)), Is.LessThan(1e-5f));
            Assert.That(shelf.Mesh.Version, Is.EqualTo(1));
            shelf.PutBack();
            Assert.That(shelf.Board.Position, Is.EqualTo(Sizes.ShelfPosition));
        }

        [Test]
        public void TheMiddleOfATileCountsTheWiderGapAfterTheEighthColumn()
        {
            const float Gap = 0.01f;
            const float Width = 10 * 0.1f + Gap * (1 + 10 + 1);
            const float Height = 2 * 0.1f + Gap * 3;
            var panel = new Placement(new Vector3(5, 1.5f, -4), 0, Width, Height, 10, 2, Gap);
            Vector3 centre = TilePlace.Centre(panel, 18);
            Assert.That(centre.X, Is.EqualTo(5 - Width / 2 + Gap + 8 * 0.11 + Gap + 0.05).Within(1e-5));
            Assert.That(centre.Y, Is.EqualTo(1.5 - Height / 2 + Gap + 0.05).Within(1e-5));
            Assert.That(centre.Z, Is.EqualTo(-4).Within(1e-6));
            Assert.That(TilePlace.Size(panel).X, Is.EqualTo(0.1f).Within(1e-6));
        }
    }
}
