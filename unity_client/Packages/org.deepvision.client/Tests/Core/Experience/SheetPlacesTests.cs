using System;
using System.Numerics;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tests.Painting;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    [TestFixture]
    public sealed class SheetPlacesTests
    {
        private static readonly View Wide = new View(60 * Sizes.Degree, 16f / 9);
        private static readonly View Narrow = new View(60 * Sizes.Degree, 4f / 3);

        [Test]
        public void AtEveryEdgeAllOfASheetIsSeen(
            [Values(
                SheetAnchor.UpperLeft,
                SheetAnchor.LowerLeft,
                SheetAnchor.Left,
                SheetAnchor.Middle,
                SheetAnchor.Right)]
            SheetAnchor anchor,
            [Values(true, false)] bool wide)
        {
            View view = wide ? Wide : Narrow;
            PlacedSheet placed = new PlacedSheet(new LayerSheet(ShippedLetters.Read()), anchor);
            Pose eye = new Pose(new Vector3(1, 1.6f, -3), 0.7f, -0.3f);
            SheetPlaces.AtEdge(placed, eye, view);
            float up = (float)Math.Tan(view.FieldOfView / 2);
            Vector2[] corners = { new Vector2(-1, -1), new Vector2(1, -1), new Vector2(-1, 1), Vector2.One };
            foreach (Vector2 corner in corners)
            {
                Vector2 seen = Seen(placed.Board.On(corner.X * placed.Width / 2, corner.Y * placed.Height / 2), eye);
                Assert.That(Math.Abs(seen.X), Is.LessThan(up * view.Aspect));
                Assert.That(Math.Abs(seen.Y), Is.LessThan(up));
            }
        }

        [Test]
        public void ASheetAboveTheHandFacesTheReader()
        {
            PlacedSheet placed = new PlacedSheet(new MenuSheet(ShippedLetters.Read()), SheetAnchor.OtherHand);
            Pose eye = new Pose(new Vector3(0, 1.6f, 0), 0, 0);
            SheetPlaces.AboveHandFacing(placed, new Vector3(-0.2f, 1.1f, -0.3f), eye, 1);
            Vector3 normal = placed.Board.At(Vector3.Zero).On(0, 0, 1);
            Vector3 away = Vector3.Normalize(eye.Position - placed.Board.Position);
            Assert.That(Vector3.Dot(normal, away), Is.EqualTo(1).Within(1e-5));
            Assert.That(placed.Board.Position.Y - placed.Height / 2, Is.GreaterThan(1.1f));
        }

        [Test]
        public void BesideAnOpenSheetTheRestOfTheViewIsUsed()
        {
            View free = SheetPlaces.FreeView(Wide);
            float turn = SheetPlaces.TurnForSheet(Wide);
            double left = Math.Atan(Math.Tan(Wide.FieldOfView / 2) * Wide.Aspect);
            double half = Math.Atan(Math.Tan(free.FieldOfView / 2) * free.Aspect);
            Assert.That(turn, Is.GreaterThan(0));
            Assert.That(half + turn, Is.EqualTo(left).Within(1e-5), "the free part begins at the left edge");
            Assert.That(half - turn, Is.LessThan(left), "and ends before the sheet");
        }

        /// <summary>Tangents to the right and up.</summary>
        private static Vector2 Seen(Vector3 point, Pose eye)
        {
            Vector3 away = point - eye.Position;
            float ahead = Vector3.Dot(away, eye.Forward);
            Vector3 up = Vector3.Cross(eye.Right, eye.Forward);
            return new Vector2(Vector3.Dot(away, eye.Right) / ahead, Vector3.Dot(away, up) / ahead);
        }
    }
}
