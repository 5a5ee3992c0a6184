using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Recording;
using DeepVision.Tests.Space;
using DeepVision.Wire;
using NUnit.Framework;

namespace DeepVision.Tests.Recording
{
    [TestFixture]
    public sealed class RecordedServerTests
    {
        private static readonly CancellationToken Never = CancellationToken.None;
        private RecordedServer server;
        private ApiClient api;

        [SetUp]
        public void Open()
        {
            server = new RecordedServer(File.OpenRead(Golden.Path("recording.zip")));
            api = new ApiClient(RecordedServer.Address, null, server);
        }

        [TearDown]
        public void Close()
        {
            api.Dispose();
        }

        [Test]
        public void TellsWhatTheServerHad()
        {
            Assert.That(Of(api.Server(Never)).Device, Is.EqualTo("cpu"));
            NetworkSummary summary = Of(api.Networks(Never)).Items.Single();
            Network network = Of(api.Network(summary.Id, null, Never));
            Assert.That(network.Nodes.Select(node => node.Id), Is.EqualTo(
                new[] { "input", "track_conv", "track_sum", "track_scores" }));
            Assert.That(server.Images, Is.EqualTo(new[] { "colours:0", "colours:1" }));
        }

        [Test]
        public void TheDataSetsHoldOnlyWhatWasRecorded()
        {
            Assert.That(Of(api.Datasets(Never)).Items.Single().Count, Is.EqualTo(2));
            DatasetImages all = Of(api.DatasetImages("colours", 0, 20, Never));
            Assert.That(all.Images.Select(one => one.Image), Is.EqualTo(server.Images));
            DatasetImages second = Of(api.DatasetImages("colours", 1, 1, Never));
            Assert.That(second.Total, Is.EqualTo(2));
            Assert.That(second.Offset, Is.EqualTo(1));
            Assert.That(second.Images.Single().Image, Is.EqualTo("colours:1"));
            Assert.That(Of(api.DatasetImages("colours", 2, 20, Never)).Images, Is.Empty);
            Assert.That(Png.Read(Of(api.Picture("colours:1", 96, Never))).Width, Is.EqualTo(24));
            Assert.That(Png.Read(Of(api.Picture("colours:1", 640, Never))).Width, Is.EqualTo(24));
        }

        [Test]
        public void RunsAPictureThatWasRecorded()
        {
            Run run = Of(api.Run("tiny", "colours:0", null, Never));
            Assert.That(run.Predictions[0].Name, Is.EqualTo("red"));
            Assert.That(run.TrueClass, Is.EqualTo("red"));
            int frames = 0;
            string[] layers = null;
            Stream stream = Of(api.Activations(run.Id, "track_sum", Never));
            ContainerReader.Read(
                stream,
                header => layers = header.Layers.Select(layer => layer.Id).ToArray(),
                frame => frames++,
                Never).GetAwaiter().GetResult();
            Assert.That(layers.Length, Is.EqualTo(4));
            Assert.That(frames, Is.EqualTo(12));
            Assert.That(Of(api.Histogram(run.Id, "track_sum", Never)).Counts.Sum(), Is.EqualTo(4 * 8 * 12));
            Assert.That(Of(api.WeightsHistogram("tiny", "track_conv", Never)).Counts.Sum(), Is.EqualTo(108));
            AssertProblem("no-weights", () => Of(api.WeightsHistogram("tiny", "track_sum", Never)));
        }

        [Test]
        public void DecodesSingleChannelsFromTheStream()
        {
            // A red picture with a white corner: channel 1 of the convolution is green, 1 in the corner and else -1.
            Run run = Of(api.Run("tiny", "colours:0", null, Never));
            Channel channel = Of(api.Channel(run.Id, "track_conv", 1, Never));
            Assert.That(channel.Shape.Height, Is.EqualTo(8));
            Assert.That(channel.Shape.Width, Is.EqualTo(12));
            Assert.That(channel.Values[0], Is.EqualTo(1));
            Assert.That(channel.Values[5 * 12 + 5], Is.EqualTo(-1));
            AssertProblem("not-recorded", () => Of(api.Channel(run.Id, "track_conv", 4, Never)));
            AssertProblem("not-recorded", () => Of(api.Channel(run.Id, "cellar", 0, Never)));
        }

        [Test]
        public void SaysPlainlyWhatWasNotRecorded()
        {
            AssertProblem("not-recorded", () => Of(api.Run("tiny", "colours:5", null, Never)));
            AssertProblem("not-recorded", () => Of(api.Noise(1, 24, 16, Never)));
            AssertProblem("not-recorded", () => Of(api.Upload(new byte[3], "a.png", Never)));
            AssertProblem("not-recorded", () => Of(api.Network("tiny", new[] { "block" }, Never)));
            AssertProblem("not-recorded", () => Of(api.Picture("shapes:0", 96, Never)));
            AssertProblem("not-recorded", () => Of(api.Job("nobody's", Never)));
            ApiException error = AssertProblem(
                "not-recorded",
                () => Of(api.Run("tiny", "colours:0", new[] { new Intervention("track_sum", 1) }, Never)));
            Assert.That(error.Message, Contains.Substring("cannot compute"));
        }

        [Test]
        public void AJobGoesOnAStepEachTimeItIsAskedFor()
        {
            FeatureVisualizationRequest request = new FeatureVisualizationRequest();
            Assert.That(Of(api.VisualizeFeatures("tiny", "track_sum", request, Never)).State, Is.EqualTo("queued"));
            Assert.That(Of(api.Job("made-up-job", Never)).Done, Is.EqualTo(1));
            Assert.That(Of(api.Job("made-up-job", Never)).Done, Is.EqualTo(2));
            api.CancelJob("made-up-job", Never).GetAwaiter().GetResult();
            Assert.That(Of(api.Job("made-up-job", Never)).State, Is.EqualTo("cancelled"));
            Of(api.VisualizeFeatures("tiny", "track_sum", request, Never));
            Assert.That(Of(api.Job("made-up-job", Never)).Done, Is.EqualTo(1), "begun again");
            Of(api.Job("made-up-job", Never));
            Job done = Of(api.Job("made-up-job", Never));
            Assert.That(done.State, Is.EqualTo("done"));
            Assert.That(Of(api.Job("made-up-job", Never)).State, Is.EqualTo("done"));
            Assert.That(Png.Read(Of(api.Picture(done.Items[0].Image, 128, Never))).Height, Is.EqualTo(16));
        }

        [Test]
        public void AnotherFileIsRefusedInWords()
        {
            MemoryStream other = new MemoryStream();
            using (ZipArchive archive = new ZipArchive(other, ZipArchiveMode.Create, true))
            {
                archive.CreateEntry("readme.json");
            }

            other.Position = 0;
            FormatException noRecording = Assert.Throws<FormatException>(() => new RecordedServer(other));
            Assert.That(noRecording.Message, Contains.Substring("record_network.py"));
            Assert.Throws<FormatException>(() => new RecordedServer(new MemoryStream(new byte[100])));
        }

        private static T Of<T>(Task<T> task)
        {
            return task.GetAwaiter().GetResult();
        }

        private static ApiException AssertProblem(string type, TestDelegate ask)
        {
            ApiException error = Assert.Throws<ApiException>(ask);
            Assert.That(error.Problem.Type, Is.EqualTo(type));
            return error;
        }
    }
}
