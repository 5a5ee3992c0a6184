using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Picking;
using DeepVision.Space;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class ArrangementTests
    {
        private static readonly ChannelStatistics?[] Channels =
        {
            new ChannelStatistics(1, 0, 1, 0.5f),
            new ChannelStatistics(1, -7, 2, -3),
            null,
            new ChannelStatistics(1, 0, 1, 0.9f),
        };

        private StandingLayer layer;
        private TileStore store;
        private PanelTable panels;
        private Arrangement arrangement;

        [SetUp]
        public void SetUp()
        {
            Panel panel = Example.Panel(new Vector3(0, 1.5f, -4), 2, 2.4, 2, 1, 0.02);
            Node node = Example.Node("a", panel, new Shape(4, 5, 6));
            store = new TileStore(new[] { new LayerSpec("n", "a", node.Shape) });
            layer = new StandingLayer(new LayerName("n", "a"), node, 0, 0);
            panels = new PanelTable(store, new[] { new PickablePanel(layer.Home, 0, node.Shape) });
            arrangement = new Arrangement(store, panels);
        }

        [TearDown]
        public void TearDown()
        {
            store.Dispose();
        }

        [TestCase(TileOrder.Number, new[] { 0, 1, 2, 3 })]
        [TestCase(TileOrder.Strength, new[] { 1, 0, 3, 2 })]
        [TestCase(TileOrder.Mean, new[] { 3, 0, 2, 1 })]
        public void SortsAndKeepsEqualOnesInOrder(TileOrder order, int[] expected)
        {
            Assert.That(Arrangement.Sorted(Channels, order), Is.EqualTo(expected));
        }

        [Test]
        public void TurnsPagesAndStopsAtBothEnds()
        {
            ChannelPage first = ChannelPage.Begin(9216, 4096);
            IsPage(first, 0, 4096, 9216);
            IsPage(first.Turned(4096, 1).Turned(4096, 1).Turned(4096, 1), 8192, 9216, 9216);
            IsPage(first.Turned(4096, -1), 0, 4096, 9216);
            IsPage(ChannelPage.Begin(60, 64).Turned(64, 1), 0, 60, 60);
        }

        [Test]
        public void ATurnedAndSortedPanelShowsItsChannels()
        {
            arrangement.SetOrder(layer, TileOrder.Strength, Channels);
            arrangement.TurnPage(layer, 1);
            panels.Update();
            Assert.That(panels.Data[9], Is.EqualTo(2)); // the first cell of the second page of two cells
            Assert.That(arrangement.CellOf(layer, 3), Is.EqualTo(0)); // third in the order
            Assert.That(arrangement.CellOf(layer, 1), Is.EqualTo(-2));
            Assert.That(store.ChannelAt(0, 2), Is.EqualTo(3));
        }

        [Test]
        public void APanelIsMovedScaledAndPutBack()
        {
            arrangement.SetMove(layer, arrangement.MoveOf(layer).To(new Vector3(3, 2, -7), 0.5f).Scaled(0.5f));
            Placement moved = panels[0].Placement;
            Assert.That(moved.Position, Is.EqualTo(new Vector3(3, 2, -7)));
            Assert.That(moved.Yaw, Is.EqualTo(0.5f));
            Assert.That(moved.Width, Is.EqualTo(1).Within(1e-6));
            Assert.That(moved.Gap, Is.EqualTo(0.01f).Within(1e-6));
            Assert.That(arrangement.IsMoved(layer), Is.True);
            arrangement.PutBack(layer);
            Assert.That(panels[0].Placement.Position, Is.EqualTo(layer.Home.Position));
            Assert.That(panels[0].Placement.Width, Is.EqualTo(2));
            Assert.That(arrangement.IsMoved(layer), Is.False);
        }

        [Test]
        public void APanelIsKeptAboveItsPlateAndWithinItsScales()
        {
            arrangement.SetMove(layer, arrangement.MoveOf(layer).To(new Vector3(0, -1, 0), 0).Scaled(100));
            Assert.That(arrangement.MoveOf(layer).Scale, Is.EqualTo(Sizes.LargestScale));
            Placement placement = panels[0].Placement;
            Assert.That(placement.Position.Y - placement.Height / 2, Is.EqualTo(0.3f).Within(1e-5));
        }

        [Test]
        public void AHiddenPanelIsNeitherDrawnNorMet()
        {
            var ray = new Ray(new Vector3(0.5f, 1.5f, 0), new Vector3(0, 0, -1));
            Assert.That(panels.Pick(ray).HasValue, Is.True);
            arrangement.SetMove(layer, arrangement.MoveOf(layer).WithHidden(true));
            panels.Update();
            Assert.That(panels.Data[22], Is.EqualTo(0));
            Assert.That(panels.Pick(ray).HasValue, Is.False);
        }

        [Test]
        public void EverythingIsPutBack()
        {
            int before = arrangement.Version;
            arrangement.SetOrder(layer, TileOrder.Mean, Channels);
            arrangement.TurnPage(layer, 1);
            arrangement.SetMove(layer, arrangement.MoveOf(layer).WithHidden(true));
            Assert.That(arrangement.Version, Is.GreaterThan(before));
            arrangement.PutEverythingBack();
            panels.Update();
            Assert.That(arrangement.OrderOf(layer), Is.EqualTo(TileOrder.Number));
            Assert.That(store.ChannelAt(0, 0), Is.EqualTo(0));
            Assert.That(panels.Data[9], Is.EqualTo(0));
            Assert.That(panels.Data[22], Is.EqualTo(1));
        }

        private static void IsPage(ChannelPage page, int first, int end, int total)
        {
            Assert.That(new[] { page.First, page.End, page.Total }, Is.EqualTo(new[] { first, end, total }));
        }
    }
}
