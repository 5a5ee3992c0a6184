using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using DeepVision.Tests.Space;
using DeepVision.Tiles;
using Newtonsoft.Json.Linq;
using DeepVision.Tests.Painting;
using DeepVision.Tests.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    /// <summary>Two halls side by side; the layers of the first are those of the golden container.</summary>
    public sealed class HallSceneTests
    {
        private const string Id = "golden";

        private readonly List<LayerName> names = new List<LayerName>();
        private TileStore store;
        private HallScene hall;

        [SetUp]
        public void SetUp()
        {
            names.Clear();
            JToken[] layers = Golden.Json("activations.json")["layers"].ToArray();
            Network golden = Example.Network(Id, layers.Select(NodeOf).ToArray(), null, null, Example.Bounds(-2, 2));
            Node only = Example.Node("input", Example.Panel(new Vector3(0, 1.5f, -4)), new Shape(1, 4, 4));
            Network[] networks = { golden, Example.Network("second", new[] { only }, null, null, golden.Bounds) };
            store = new TileStore(
                networks.SelectMany(one => one.Nodes.Select(node => new LayerSpec(one.Id, node.Id, node.Shape)))
                    .ToArray());
            hall = new HallScene(networks, store, ShippedLetters.Read());
        }

        [TearDown]
        public void TearDown()
        {
            store.Dispose();
        }

        [Test]
        public void NetworksStandSideBySideWithAPanelForEveryLayer()
        {
            Assert.That(hall.Lanes, Is.EqualTo(new[] { 0f, 8 }));
            Assert.That(hall.Panels.Count, Is.EqualTo(names.Count + 1));
            Assert.That(hall.Layers.Last().Home.Position.X, Is.EqualTo(8));
            Assert.That(hall.Tour.Stations.Last().Pose.Position.X, Is.EqualTo(8).Within(1e-6));
            Assert.That(hall.Tour.Entrance(new View(1, 1.6f), "second").Position.X, Is.EqualTo(8));
        }

        [Test]
        public void PlatesSayWhatHasArrived()
        {
            WriteSigns();
            int before = hall.Texts.Data.VertexCount;
            Load();
            LayerStatistics facts = hall.StatisticsOf(names[0]).Value;
            JToken[] golden = Golden.Json("activations.json")["layers"][0]["statistics"].ToArray();
            Assert.That(facts.Min, Is.EqualTo(golden.Min(channel => (float)channel[1])));
            Assert.That(facts.Max, Is.EqualTo(golden.Max(channel => (float)channel[2])));
            WriteSigns();
            Assert.That(hall.Texts.Data.VertexCount, Is.GreaterThan(before));
            Assert.That(hall.StatisticsOf(new LayerName("second", "input")).HasValue, Is.False);
            Assert.That(hall.LayerScale(names[0]), Is.EqualTo(store.Scale(0)));
        }

        [Test]
        public void SignsAreWrittenAtMostFiveTimesASecond()
        {
            WriteSigns();
            int version = hall.Solids.Version;
            hall.Choose(3);
            hall.Update(0);
            for (int frame = 0; frame < 10; frame++)
            {
                hall.Choose(frame);
                hall.Update(0.01f);
                Thread.Sleep(5);
            }

            Assert.That(hall.Solids.Version, Is.LessThanOrEqualTo(version + 1));
            Assert.That(hall.Pending, Is.True);
            WriteSigns();
            Assert.That(hall.Solids.Version, Is.EqualTo(version + 2));
        }

        [Test]
        public void ARunIsReadAboveTheCanvasAndBehindTheLastLayer()
        {
            WriteSigns();
            int before = hall.Solids.Data.VertexCount;
            hall.SetRun(Example.Run("sunflower", Id));
            WriteSigns();

            // Above the canvas: the board, two bars on two tracks; behind the last layer the same and two posts.
            Assert.That(hall.Solids.Data.VertexCount - before, Is.EqualTo(24 * (5 + 7)));
        }

        [Test]
        public void ARayMeetsTilesPlatesCanvasesPicturesAndTheFloor()
        {
            HallHit tile = Pick(new Vector3(0, 1.5f, -5), hall.TileCentre(names[1], 0).Value).Value;
            Assert.That(tile.Kind, Is.EqualTo(HitKind.Tile));
            Assert.That(tile.Layer, Is.EqualTo(names[1]));
            Assert.That(tile.Channel, Is.EqualTo(0));
            Vector3 plate = LayerSigns.PlateBoard(hall.Layers[1].Home).Position;
            Assert.That(Pick(plate + new Vector3(0, 1, 1), plate).Value.Kind, Is.EqualTo(HitKind.Plate));
            HallHit canvas = Pick(new Vector3(8, 1.6f, 2), new Vector3(8, 1.35f, 0)).Value;
            Assert.That(canvas.Kind, Is.EqualTo(HitKind.Canvas));
            Assert.That(canvas.Layer.Network, Is.EqualTo("second"));
            HallHit picture = Pick(new Vector3(0, 1.6f, 2), hall.Shelf.Places[7].Board.Position).Value;
            Assert.That(picture.Kind, Is.EqualTo(HitKind.Picture));
            Assert.That(picture.Slot, Is.EqualTo(7));
            HallHit floor = Pick(new Vector3(4, 1.6f, 2), new Vector3(4, 0, 0)).Value;
            Assert.That(floor.Kind, Is.EqualTo(HitKind.Floor));
            Assert.That(floor.Point.Y, Is.EqualTo(0).Within(1e-5));
            Assert.That(Pick(new Vector3(4, 1.6f, 2), new Vector3(4, 3, 0)).HasValue, Is.False);
            Vector3 back = hall.Layers[1].Home.Position;
            Assert.That(Pick(back - Vector3.UnitZ, back).Value.Kind, Is.EqualTo(HitKind.Back));
        }

        [Test]
        public void AMovedLayerTakesItsStationAndItsPickingWithIt()
        {
            StandingLayer layer = hall.Find(names[1]);
            hall.Arrangement.SetMove(layer, hall.Arrangement.MoveOf(layer).To(new Vector3(-9, 1.5f, -3), 0));
            Assert.That(hall.Tour.Of(names[1]).Pose.Position.X, Is.EqualTo(-9).Within(1e-5));
            Assert.That(hall.TileCentre(names[1], 0).Value.X, Is.EqualTo(-9).Within(2));
            HallHit hit = Pick(new Vector3(-9, 1.6f, 0), hall.TileCentre(names[1], 0).Value).Value;
            Assert.That(hit.Layer, Is.EqualTo(names[1]));
            hall.Arrangement.SetMove(layer, hall.Arrangement.MoveOf(layer).WithHidden(true));
            Assert.That(hall.Tour.Of(names[1]), Is.Null);
            Assert.That(hall.TileCentre(names[1], 0).HasValue, Is.False);
            hall.PutEverythingBack();
            Assert.That(hall.Tour.Of(names[1]).Pose.Position.X, Is.EqualTo(0).Within(1e-5));
        }

        [Test]
        public void TheTourLeadsThroughTheLayersOfOneNetworkAndOutside()
        {
            var view = new View(1, 1.6f);
            Pose here = hall.Tour.Entrance(view);
            Station first = hall.Tour.Next(1, null, here);
            Assert.That(first.Layer, Is.EqualTo(names[0]));
            Assert.That(hall.Tour.Next(1, names[0], first.Pose).Layer, Is.EqualTo(names[1]));
            Assert.That(hall.Tour.Next(-1, names[0], first.Pose), Is.Null);
            Assert.That(hall.Tour.Nearest(new Vector3(7, 0, -2)).Layer.Network, Is.EqualTo("second"));
            Assert.That(hall.Tour.Nearest(new Vector3(7, 0, -2), Id).Layer.Network, Is.EqualTo(Id));
            Assert.That(hall.Tour.Outside(view).Position.Y, Is.GreaterThan(4));
            Assert.That(hall.Tour.Reading(names[0], view).Value.Position.Z, Is.GreaterThanOrEqualTo(-1.5f));
        }

        [Test]
        public void SortedTilesAreSortedAnewWhenOtherValuesHaveCome()
        {
            LayerName widest = hall.Layers.OrderByDescending(one => one.Node.Shape.Channels).First().Name;
            hall.SetOrder(widest, TileOrder.Strength);
            Load();
            hall.Renew(Id);
            StandingLayer layer = hall.Find(widest);
            float first = Statistics.Strength(hall.StatisticsOf(widest, store.ChannelAt(layer.Index, 0)));
            float second = Statistics.Strength(hall.StatisticsOf(widest, store.ChannelAt(layer.Index, 1)));
            Assert.That(first, Is.GreaterThanOrEqualTo(second));
            Assert.That(first, Is.GreaterThan(0));
        }

        [Test]
        public void TheTileThatIsPointedAtAndTheOneInTheHandAreOutlined()
        {
            hall.Focus(names[0], 1);
            hall.Hold(names[1], 0);
            hall.Update(0);
            Assert.That(hall.Outlines.Data.Where((_, i) => i % 4 == 0).Take(2), Is.EqualTo(new[] { 0f, 1 }));
            hall.Focus(null, -1);
            hall.Update(0);
            Assert.That(hall.Outlines.Data.Where((_, i) => i % 4 == 0).Take(2), Is.EqualTo(new[] { 1f, -1 }));
        }

        private HallHit? Pick(Vector3 from, Vector3 to)
        {
            return hall.Pick(new Ray(from, to - from));
        }

        private Node NodeOf(JToken layer, int i)
        {
            var id = (string)layer["id"];
            int[] shape = layer["shape"].Select(value => (int)value).ToArray();
            names.Add(new LayerName(Id, id));
            int columns = shape[0];
            Panel panel = Example.Panel(new Vector3(0, 1.5f, -4 * (i + 1)), 2, 2, columns, 1, 0.001);
            return Example.Node(id, panel, new Shape(shape[0], shape[1], shape[2]));
        }

        private void Load()
        {
            byte[] stream = Golden.Bytes("activations.dvx");
            Task load = store.Load(
                Id, _ => Task.FromResult<Stream>(new MemoryStream(stream)), null, CancellationToken.None);
            while (!load.IsCompleted)
            {
                store.Update(new NoTextures());
                hall.Update(0.01f);
                Thread.Sleep(1);
            }

            load.GetAwaiter().GetResult();
            hall.Update(0.01f);
        }

        private void WriteSigns()
        {
            do
            {
                hall.Update(1);
                Thread.Sleep(1);
            }
            while (hall.Pending);
        }
    }
}
