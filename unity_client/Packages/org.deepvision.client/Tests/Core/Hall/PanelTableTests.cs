using System;
using System.Linq;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Picking;
using DeepVision.Space;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class PanelTableTests
    {
        private TileStore store;
        private PanelTable panels;

        [SetUp]
        public void SetUp()
        {
            store = new TileStore(
                new[] { new LayerSpec("n", "a", new Shape(4, 5, 6)), new LayerSpec("n", "b", new Shape(8, 20, 30)) });
            var first = new Placement(new Vector3(0, 1.5f, -4), 0, 2, 1, 2, 2, 0.02f);
            var second = new Placement(new Vector3(1, 1.6f, -8), 0.5f, 3, 2, 4, 2, 0.03f);
            panels = new PanelTable(
                store,
                new[]
                {
                    new PickablePanel(first, 0, store.Layers[0].Shape),
                    new PickablePanel(second, 1, store.Layers[1].Shape),
                });
        }

        [TearDown]
        public void TearDown()
        {
            store.Dispose();
        }

        [Test]
        public void APanelIsARowOfEightTexels()
        {
            TileLayout layout = store.Layout(1);
            panels.SetFirstChannel(1, 3);
            panels.SetShowPictures(1, 0.25f);
            Assert.That(panels.Update(), Is.True);
            float[] expected =
            {
                1, 1.6f, -8, 0.5f,
                3, 2, 4, 2,
                0.03f, 3, 8, 4,
                30, 20, 32, 24,
                layout.Columns, layout.Rows, layout.FirstPage, layout.FirstRow,
                1, -1, 1, 0.25f,
                0, 0, 0, 0,
                0, 0, 0, 0,
            };
            Assert.That(panels.Data.Skip(32).Take(32), Is.EqualTo(expected));
            Assert.That(panels.Height, Is.EqualTo(16));
            Assert.That(panels.Data.Length, Is.EqualTo(16 * 32));
        }

        [Test]
        public void ItChangesOnlyWhenSomethingDoes()
        {
            int version = panels.Version;
            Assert.That(panels.Update(), Is.False);
            panels.SetOpacity(0, 0.5f);
            Assert.That(panels.Update(), Is.True);
            Assert.That(panels.Version, Is.EqualTo(version + 1));
            Assert.That(panels.Data[22], Is.EqualTo(0.5f));
        }

        [Test]
        public void OutlinesFollowSortedAndTurnedTiles()
        {
            var outlines = new PanelOutlines(store, panels);
            Assert.That(outlines.Data.Where((_, i) => i % 4 == 0), Is.All.EqualTo(-1));
            outlines.SetFocus(new[] { new TileReference(1, 6) });
            outlines.SetStrongest(new[] { new TileReference(0, 1) });
            Assert.That(outlines.Update(), Is.True);
            Assert.That(outlines.Update(), Is.False);
            Assert.That(outlines.Data.Take(4), Is.EqualTo(new[] { 1f, 2, 1, 0 }));
            Assert.That(outlines.Data.Skip(8).Take(4), Is.EqualTo(new[] { 0f, 1, 0, 1 }));
            store.SetOrder(1, new[] { 7, 6, 5, 4, 3, 2, 1, 0 });
            panels.SetFirstChannel(1, 2);
            panels.Update();
            outlines.SetFocus(new[] { new TileReference(1, 3) });
            outlines.Update();
            Assert.That(outlines.Data.Take(4), Is.EqualTo(new[] { 1f, 2, 0, 0 })); // cell 4, less the first 2
            outlines.SetFocus(new[] { new TileReference(1, 6) }); // on the page before
            outlines.Update();
            Assert.That(outlines.Data.Take(4), Is.EqualTo(new[] { -1f, 0, 0, 0 }));
        }

        [Test]
        public void OnlySoManyTilesAreOutlined()
        {
            var outlines = new PanelOutlines(store, panels);
            Assert.Throws<ArgumentException>(() => outlines.SetFocus(new TileReference[3]));
            Assert.Throws<ArgumentException>(() => outlines.SetStrongest(new TileReference[6]));
        }
    }
}
