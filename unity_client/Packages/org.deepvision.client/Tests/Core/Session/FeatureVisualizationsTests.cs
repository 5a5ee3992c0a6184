using System.Collections.Generic;
using System.Linq;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Space;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class FeatureVisualizationsTests
    {
        private const string Begin = "POST networks/a/layers/vector/feature-visualizations";
        private static readonly LayerName Vector = new LayerName("a", "vector");
        private readonly List<int> filled = new List<int>();
        private Stage stage;
        private FeatureVisualizations visualizations;

        [SetUp]
        public void Open()
        {
            stage = new Stage();
            filled.Clear();
            visualizations = new FeatureVisualizations(stage.Session, 64);
            visualizations.SlotFilled += (slot, picture) =>
            {
                Assert.That(picture.Width, Is.EqualTo(128));
                Assert.That(picture.Height, Is.EqualTo(128));
                filled.Add(slot);
            };
            stage.OnFrame = visualizations.Update;
            byte[] file = Png.Write(new PixelBuffer(24, 16));
            for (int channel = 0; channel < 5; channel++)
            {
                stage.Server.Answers["GET images/generated:" + channel] =
                    () => FakeServer.Bytes(file, "image/png");
            }

            stage.Session.Start();
            stage.UntilShown("shapes:0");
        }

        [TearDown]
        public void Close()
        {
            visualizations.Dispose();
            stage.Dispose();
        }

        [Test]
        public void RunsToItsEndAndShowsPicturesAsTheyCome()
        {
            Answer(Begin, "queued");
            Answer("GET jobs/j", "running", 2);
            FeatureVisualization vector = visualizations.Of(Vector);
            Assert.That(vector.State, Is.EqualTo(VisualizationState.None));
            stage.Server.Held = "networks";
            visualizations.Start(Vector);
            Assert.That(vector.State, Is.EqualTo(VisualizationState.Starting));
            stage.Server.Held = null;
            stage.Until(() => visualizations.Shown == 1, "the first picture");
            Assert.That(vector.State, Is.EqualTo(VisualizationState.Running));
            Assert.That(vector.Done, Is.EqualTo(1));
            Assert.That(vector.Total, Is.EqualTo(3));
            Assert.That(vector.Eta, Is.EqualTo(12.5));
            Answer("GET jobs/j", "done", 2, 0, 4);
            stage.Until(() => visualizations.Shown == 3, "all pictures");
            Assert.That(vector.State, Is.EqualTo(VisualizationState.Done));
            Assert.That(vector.Items[4].Image, Is.EqualTo("generated:4"));
            Assert.That(filled.Distinct().Count(), Is.EqualTo(3));
            int asked = Asked("GET jobs/j");
            stage.Pass(5);
            stage.Pass(5);
            Assert.That(Asked("GET jobs/j"), Is.EqualTo(asked), "a job that is done is not asked about");
        }

        [Test]
        public void IsAskedForEveryHalfSecond()
        {
            Answer(Begin, "running");
            Answer("GET jobs/j", "running");
            visualizations.Start(Vector);
            stage.Pump.Until(() => visualizations.Of(Vector).State == VisualizationState.Running, () => { }, "running");
            stage.Pass(0.4f);
            Assert.That(visualizations.Of(Vector).IsActive, Is.True);
            Assert.That(Asked("GET jobs/j"), Is.EqualTo(0));
            stage.Pass(0.2f);
            stage.Pump.Until(() => Asked("GET jobs/j") == 1, () => { }, "asked");
        }

        [Test]
        public void CanBeStoppedAndKeepsWhatIsDone()
        {
            Answer(Begin, "running", 1);
            Answer("GET jobs/j", "running", 1);
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Shown == 1, "a picture");
            visualizations.Cancel(Vector);
            Assert.That(visualizations.Of(Vector).State, Is.EqualTo(VisualizationState.Cancelled));
            stage.Until(() => Asked("DELETE jobs/j") == 1, "the server hears it");
            Assert.That(visualizations.Shown, Is.EqualTo(1));
            visualizations.Start(Vector);
            Assert.That(visualizations.Of(Vector).IsActive, Is.True, "once more");
        }

        [Test]
        public void StoppedBeforeTheServerHasAnsweredItIsStoppedThere()
        {
            Answer(Begin, "queued");
            stage.Server.Held = "networks";
            visualizations.Start(Vector);
            visualizations.Cancel(Vector);
            stage.Server.Held = null;
            stage.Until(() => Asked("DELETE jobs/j") == 1, "the server hears it");
            Assert.That(visualizations.Of(Vector).State, Is.EqualTo(VisualizationState.Cancelled));
        }

        [Test]
        public void StoppedAndStartedAgainItIsTheNewJobThatCounts()
        {
            Answer(Begin, "queued");
            stage.Server.Held = "networks";
            visualizations.Start(Vector);
            visualizations.Cancel(Vector);
            visualizations.Start(Vector);
            Answer("GET jobs/j", "done", 1, 2);
            stage.Server.Held = null;
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Done, "done");
            Assert.That(Asked(Begin), Is.EqualTo(2));
            Assert.That(Asked("DELETE jobs/j"), Is.EqualTo(1), "the first one was stopped");
        }

        [Test]
        public void GoesOnAfterALostConnection()
        {
            Answer(Begin, "running");
            Answer("GET jobs/j", "running");
            visualizations.Start(Vector);
            stage.Until(() => Asked("GET jobs/j") > 0, "running");
            stage.Server.IsAway = true;
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Waiting, "waiting");
            Assert.That(stage.Session.Connection.State, Is.EqualTo(ConnectionState.Lost));
            Assert.That(visualizations.Of(Vector).Message, Contains.Substring("Nobody answers"));
            Answer("GET jobs/j", "done", 3);
            stage.Server.IsAway = false;
            stage.Until(() => visualizations.Shown == 1, "the picture");
            Assert.That(visualizations.Of(Vector).State, Is.EqualTo(VisualizationState.Done));
            Assert.That(Asked(Begin), Is.EqualTo(1));
        }

        [Test]
        public void StartedWhileTheServerIsAwayItStartsWhenItIsBack()
        {
            Answer(Begin, "done", 0);
            stage.Server.IsAway = true;
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Waiting, "waiting");
            stage.Server.IsAway = false;
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Done, "done");
        }

        [Test]
        public void AFailureSaysWhatToDo()
        {
            stage.Server.Answers[Begin] = () => FakeServer.Problem(422, "channel-unknown", "There are 5 channels.");
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Failed, "failed");
            Assert.That(visualizations.Of(Vector).Message, Contains.Substring("There are 5 channels."));
            Assert.That(visualizations.Of(Vector).IsActive, Is.False);
        }

        [Test]
        public void AJobThatTheServerHasForgottenIsSaid()
        {
            Answer(Begin, "running");
            stage.Server.Answers["GET jobs/j"] = () => FakeServer.Problem(404, "job-unknown", "Start it again.");
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Failed, "failed");
            Assert.That(visualizations.Of(Vector).Message, Contains.Substring("Start it again."));
        }

        [Test]
        public void APictureThatIsDamagedDoesNotStopTheOthers()
        {
            stage.Server.Answers["GET images/generated:0"] = () => FakeServer.Bytes(new byte[3], "image/png");
            Answer(Begin, "done", 0, 1, 2);
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Shown == 2, "the others");
            stage.Until(() => visualizations.Of(Vector).Unfetched == 1, "the damaged one");
        }

        [Test]
        public void APictureInWorkIsReplacedWithoutFadingAgain()
        {
            Answer(Begin, "running");
            stage.Server.Answers["GET jobs/j"] = () => FakeServer.Json(InWork(2));
            stage.Server.Answers["GET images/generated:2.10"] = stage.Server.Answers["GET images/generated:2"];
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Shown == 1, "the picture in work");
            stage.Pass(1);
            Assert.That(visualizations.Of(Vector).Items[2].Partial);
            Assert.That(visualizations.Of(Vector).Done, Is.EqualTo(0));
            stage.Pass(1);
            int tiles = stage.Session.Store.Version;
            Answer("GET jobs/j", "done", 2);
            stage.Until(() => filled.Count == 2, "the finished one");
            stage.Pass(0.1f);
            Assert.That(filled[1], Is.EqualTo(filled[0]));
            Assert.That(stage.Session.Store.Version, Is.EqualTo(tiles), "the tile stays as it is, its cell is another");
            Assert.That(visualizations.Of(Vector).Items[2].Partial, Is.False);
        }

        [Test]
        public void APictureInWorkThatIsGoneIsNoLossWhenTheFinishedOneIsThere()
        {
            Answer(Begin, "running");
            stage.Server.Answers["GET jobs/j"] = () => FakeServer.Json(InWork(2));
            stage.Server.Answers["GET images/generated:2.10"] = () => FakeServer.Bytes(new byte[3], "image/png");
            stage.Server.Held = "images/generated:2.10";
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Of(Vector).Items.Count == 1, "the one in work");
            Answer("GET jobs/j", "done", 2);
            stage.Until(() => visualizations.Of(Vector).State == VisualizationState.Done, "the end of the job");
            stage.Server.Held = null;
            stage.Until(() => visualizations.Shown == 1, "the finished one");
            Assert.That(visualizations.Of(Vector).Unfetched, Is.EqualTo(0));
        }

        [Test]
        public void CellsAreTakenFromLayersThatWereNotLookedAtAndGivenBack()
        {
            visualizations.Dispose();
            visualizations = new FeatureVisualizations(stage.Session, 2);
            stage.OnFrame = visualizations.Update;
            List<PictureSlot> pushedOut = new List<PictureSlot>();
            visualizations.SlotFreed += pushedOut.Add;
            LayerName input = new LayerName("a", "input");
            Answer(Begin, "done", 0, 1, 2);
            Answer("POST networks/a/layers/input/feature-visualizations", "done", 0);
            visualizations.Start(Vector);
            stage.Until(() => visualizations.Shown == 2, "as many as there are cells");
            visualizations.Start(input);
            int index = stage.Session.Store.IndexOf(Vector);
            stage.Until(() => pushedOut.Count == 1, "a cell for the picture of the other layer");
            Assert.That(pushedOut[0].Layer, Is.EqualTo(index));
            string address = "GET images/generated:" + pushedOut[0].Channel;
            int asked = Asked(address);
            visualizations.Wish(Vector);
            stage.Until(() => Asked(address) > asked, "the one that was pushed out, again");
            stage.Until(() => pushedOut.Count == 2, "its cell");
            Assert.That(pushedOut[1].Layer, Is.EqualTo(stage.Session.Store.IndexOf(input)));
        }

        private void Answer(string question, string state, params int[] channels)
        {
            stage.Server.Answers[question] = () => FakeServer.Json(Facts.Job("j", state, channels));
        }

        private static JObject InWork(int channel)
        {
            JObject job = Facts.Job("j", "running", channel);
            job["done"] = 0;
            JToken item = job["items"][0];
            item["image"] = "generated:" + channel + ".10";
            item["partial"] = true;
            item["activation"] = item["verdict"] = item["robustness"] = item["rank"] = null;
            return job;
        }

        private int Asked(string question)
        {
            return stage.Server.Asked.Count(asked => asked == question);
        }
    }
}
