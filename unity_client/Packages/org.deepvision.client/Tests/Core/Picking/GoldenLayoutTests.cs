using System.IO;
using System.Linq;
using System.Numerics;
using DeepVision.Picking;
using DeepVision.Space;
using DeepVision.Tests.Space;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Picking
{
    /// <summary>The server's layouts, and the channels that it says are at their points.</summary>
    public sealed class GoldenLayoutTests
    {
        private const int ChannelsPerPage = 4096;

        [Test]
        public void ThereAreGoldenLayouts()
        {
            Assert.That(Names().Length, Is.GreaterThan(5));
        }

        [Test]
        public void CellsAreWhereTheServerSays()
        {
            foreach (string name in Names())
            {
                JObject layout = Golden.Json(name);
                var panel = (JObject)layout["panel"];
                double gap = (double)panel["gap"];
                int columns = (int)panel["columns"];
                double across = Grid.CellLength((double)panel["width"], columns, gap);
                double down = Grid.CellLength((double)panel["height"], (int)panel["rows"], gap);
                foreach (JToken entry in layout["rectangles"])
                {
                    int place = (int)entry["channel"] % ChannelsPerPage;
                    double[] rectangle = entry["rectangle"].Select(value => (double)value).ToArray();
                    double left = Grid.CellStart(place % columns, across, gap);
                    double top = Grid.CellStart(place / columns, down, gap);
                    Assert.That(left, Is.EqualTo(rectangle[0]).Within(1e-9), name);
                    Assert.That(top, Is.EqualTo(rectangle[1]).Within(1e-9), name);
                    Assert.That(across, Is.EqualTo(rectangle[2] - rectangle[0]).Within(1e-9), name);
                    Assert.That(down, Is.EqualTo(rectangle[3] - rectangle[1]).Within(1e-9), name);
                }
            }
        }

        [TestCase(0f)]
        [TestCase(0.7f)]
        [TestCase(-2.5f)]
        public void RaysFindTheChannelTheServerSays(float yaw)
        {
            foreach (string name in Names())
            {
                JObject layout = Golden.Json(name);
                Placement panel = PlacementOf((JObject)layout["panel"], yaw);
                int[] shape = layout["shape"].Select(value => (int)value).ToArray();
                Vector3 eye = PointOn(panel, panel.Width / 2, panel.Height / 2 - 0.2f, 2.1f);
                foreach (JToken point in layout["points"])
                {
                    Vector3 target = PointOn(panel, (float)point["u"], (float)point["v"], 0);
                    var item = new PickablePanel(
                        panel,
                        0,
                        new Shape(shape[0], shape[1], shape[2]),
                        (int)point["page"] * ChannelsPerPage);
                    PanelHit? hit = Picker.Pick(new Ray(eye, target - eye), new[] { item });
                    int? expected = (int?)point["channel"];
                    int channel = hit.HasValue ? hit.Value.Channel : -1; // some points lie beside the panel
                    Assert.That(channel, Is.EqualTo(expected ?? -1), $"{name} at {point["u"]}, {point["v"]}");
                }
            }
        }

        private static string[] Names()
        {
            return Directory.GetFiles(Golden.Path(""), "layout-*.json")
                .Select(path => Path.GetFileName(path))
                .OrderBy(name => name)
                .ToArray();
        }

        private static Placement PlacementOf(JObject panel, float yaw)
        {
            float[] position = panel["position"].Select(value => (float)value).ToArray();
            return new Placement(
                new Vector3(position[0], position[1], position[2]),
                yaw,
                (float)panel["width"],
                (float)panel["height"],
                (int)panel["columns"],
                (int)panel["rows"],
                (float)panel["gap"]);
        }

        /// <summary>A point of a panel, or that many metres before it.</summary>
        private static Vector3 PointOn(Placement panel, float u, float v, float before)
        {
            return new DeepVision.Hall.Board(panel.Position, panel.Yaw).On(
                u - panel.Width / 2, panel.Height / 2 - v, before);
        }
    }
}
