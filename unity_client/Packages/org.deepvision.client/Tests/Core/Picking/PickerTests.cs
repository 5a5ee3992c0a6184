using System.Numerics;
using DeepVision.Picking;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Picking
{
    public sealed class PickerTests
    {
        private static readonly Placement Wall = new Placement(new Vector3(0, 1, -2), 0, 2.5f, 1.3f, 2, 1, 0.1f);

        [Test]
        public void AHitByHand()
        {
            // The cells are (2.5 − 3 · 0.1) / 2 = 1.1 wide; the second begins at 0.1 + 1.1 + 0.1 = 1.3. The ray meets
            // the panel 1.58 m from its left edge, (1.58 − 1.3) / 1.1 · 8 = 2.04 texels into the cell, and 0.66 m from
            // its upper edge, (0.66 − 0.1) / 1.1 · 10 = 5.09 texels down.
            var origin = new Vector3(1.58f - 1.25f, 1 + 0.65f - 0.66f, 1);
            var items = new[] { new PickablePanel(Wall, 3, new Shape(2, 10, 8)) };
            PanelHit hit = Picker.Pick(new Ray(origin, new Vector3(0, 0, -2)), items).Value;
            Assert.That(hit.Panel, Is.EqualTo(0));
            Assert.That(hit.Layer, Is.EqualTo(3));
            Assert.That(hit.Channel, Is.EqualTo(1));
            Assert.That(hit.Cell, Is.EqualTo(1));
            Assert.That(hit.Column, Is.EqualTo(1));
            Assert.That(hit.Row, Is.EqualTo(0));
            Assert.That(hit.TexelX, Is.EqualTo(2));
            Assert.That(hit.TexelY, Is.EqualTo(5));
            Assert.That(hit.Front, Is.True);
            Assert.That(hit.Distance, Is.EqualTo(3).Within(1e-6));
            Assert.That(hit.Point.Z, Is.EqualTo(-2).Within(1e-6));
        }

        [Test]
        public void GapBlankCellAndBackAreThePanelButNoChannel()
        {
            Assert.That(Straight(0, 1, -1).Value.Channel, Is.EqualTo(-1));
            Assert.That(Straight(0, 1, -1).Value.TexelX, Is.EqualTo(-1));
            Assert.That(Straight(0, 1, -1).Value.Front, Is.True);
            Assert.That(Straight(0.5f, 1, -1).Value.Channel, Is.EqualTo(-1));
            Assert.That(Straight(-0.5f, 1, -1).Value.Channel, Is.EqualTo(0));
            Assert.That(Straight(-0.5f, -4, 1).Value.Channel, Is.EqualTo(-1));
            Assert.That(Straight(-0.5f, -4, 1).Value.Front, Is.False);
            Assert.That(Straight(-0.5f, 1, 1).HasValue, Is.False);
            Assert.That(Straight(2, 1, -1).HasValue, Is.False);
            var along = new Ray(new Vector3(0, 1, 1), new Vector3(1, 0, 0));
            Assert.That(Picker.Intersect(along, Wall).HasValue, Is.False);
            Assert.That(Picker.CellAt(-0.01, 0.2, Wall).HasValue, Is.False);
        }

        [Test]
        public void TheNearestPanelThatIsNotHidden()
        {
            var near = new PickablePanel(Wall.MovedTo(new Vector3(0, 1, -1), 0), 0, new Shape(2, 10, 8));
            var far = new PickablePanel(Wall, 0, new Shape(2, 10, 8));
            var ray = new Ray(new Vector3(-0.5f, 1, 1), new Vector3(0, 0, -1));
            Assert.That(Picker.Pick(ray, new[] { far, near }).Value.Panel, Is.EqualTo(1));
            Assert.That(Picker.Pick(ray, new[] { far, near.WithOpacity(0) }).Value.Panel, Is.EqualTo(0));
        }

        [Test]
        public void SortedCellsGiveTheChannelInThem()
        {
            var items = new[] { new PickablePanel(Wall, 0, new Shape(2, 10, 8)) };
            var ray = new Ray(new Vector3(-0.5f, 1, 1), new Vector3(0, 0, -1));
            PanelHit hit = Picker.Pick(ray, items, (layer, cell) => 1 - cell).Value;
            Assert.That(hit.Channel, Is.EqualTo(1));
            Assert.That(hit.Cell, Is.EqualTo(0));
        }

        [Test]
        public void OnlySmallTilesAreSnappedTo()
        {
            // The middle of the panel is a gap. From 3 m its cells of 1.1 m look large, from 60 m smaller than 2°.
            var items = new[] { new PickablePanel(Wall, 0, new Shape(2, 10, 8)) };
            var near = new Ray(new Vector3(0.01f, 1, 1), new Vector3(0, 0, -1));
            var far = new Ray(new Vector3(0.01f, 1, 58), new Vector3(0, 0, -1));
            Assert.That(Picker.Pick(near, items, null, true).Value.Channel, Is.EqualTo(-1));
            Assert.That(Picker.Pick(far, items, null, false).Value.Channel, Is.EqualTo(-1));
            Assert.That(Picker.Pick(far, items, null, true).Value.Channel, Is.EqualTo(1));
            Assert.That(Picker.Pick(far, items, null, true).Value.TexelX, Is.EqualTo(0));
        }

        private static PanelHit? Straight(float x, float z, float dz)
        {
            var items = new[] { new PickablePanel(Wall, 0, new Shape(1, 10, 8)) };
            return Picker.Pick(new Ray(new Vector3(x, 1, z), new Vector3(0, 0, dz)), items);
        }
    }
}
