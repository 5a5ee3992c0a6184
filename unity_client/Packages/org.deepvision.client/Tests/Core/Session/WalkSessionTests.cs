using System.Linq;
using DeepVision.Api;
using DeepVision.Session;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class WalkSessionTests
    {
        private static readonly LayerName Vector = new LayerName("b", "vector");
        private Stage stage;
        private WalkSession session;
        private int halls;

        [SetUp]
        public void Open()
        {
            stage = new Stage();
            session = stage.Session;
            session.NearestLayer = network => network == "b" ? "vector" : null;
            halls = 0;
            session.HallChanged += () => halls++;
            session.Start();
        }

        [TearDown]
        public void Close()
        {
            stage.Dispose();
        }

        [Test]
        public void TheHallIsNeverEmpty()
        {
            stage.UntilShown("shapes:0");
            Assert.That(halls, Is.EqualTo(1));
            Assert.That(session.Image, Is.EqualTo("shapes:0"));
            Assert.That(session.History.Count, Is.EqualTo(0), "it was not the visitor who chose it");
            Assert.That(session.Store.FinestLevel(5), Is.EqualTo(0));
            NetworkWalk walk = session.Walk("a");
            Assert.That(walk.Progress.Full, Is.EqualTo(3));
            Assert.That(walk.Run.TrueClass, Is.EqualTo("ring"));
            Assert.That(walk.Run.Predictions[0].Name, Is.EqualTo("star"));
        }

        [Test]
        public void ThePictureGoesThroughEveryNetworkNearestLayerFirst()
        {
            stage.UntilShown("shapes:0");
            session.Show("shapes:4");
            stage.UntilShown("shapes:4");
            Assert.That(stage.RunsOf("a"), Is.EqualTo(new[] { "shapes:0", "shapes:4" }));
            Assert.That(stage.RunsOf("b"), Is.EqualTo(new[] { "shapes:0", "shapes:4" }));
            Assert.That(stage.Server.Queries.Count(query => query.Contains("near:input&")), Is.EqualTo(2));
            Assert.That(stage.Server.Queries.Count(query => query.Contains("near:vector&")), Is.EqualTo(2));
        }

        [Test]
        public void FrequenciesAreKeptOfThePictureAndOfThoseThatFollow()
        {
            stage.UntilShown("shapes:0");
            session.Keep(FrequencyBand.High, 12);
            stage.UntilShown("high:12:shapes:0");
            session.Show("shapes:4");
            stage.UntilShown("high:12:shapes:4");
            session.Show("low:3:shapes:5");
            Assert.That(session.Image, Is.EqualTo("low:3:shapes:5"), "an id that says itself what is kept");
            session.Keep(FrequencyBand.All, 3);
            Assert.That(session.Image, Is.EqualTo("shapes:5"));
            foreach (string before in new[] { "low:3:shapes:5", "high:12:shapes:4", "high:12:shapes:0", "shapes:0" })
            {
                session.History.Undo();
                Assert.That(session.Image, Is.EqualTo(before));
            }
        }

        [Test]
        public void ANewerPictureEndsWhatWasLoading()
        {
            stage.UntilShown("shapes:0");
            stage.Server.Held = "runs/";
            session.Show("shapes:1");
            stage.Until(() => session.Networks.All(walk => walk.Phase == WorkPhase.Loading), "loading");
            stage.Server.Held = null;
            session.Show("shapes:2");
            stage.UntilShown("shapes:2");
            Assert.That(session.Walk("a").Attempt, Is.EqualTo(1));
        }

        [Test]
        public void AStreamThatBreaksOffIsBegunAgain()
        {
            stage.UntilShown("shapes:0");
            stage.Server.Cuts = 4;
            session.Show("shapes:1");
            stage.UntilShown("shapes:1");
            Assert.That(stage.RunsOf("a").Length + stage.RunsOf("b").Length, Is.EqualTo(2 + 2 + 4));
        }

        [Test]
        public void AStreamThatAlwaysBreaksOffIsGivenUpAndSaidAndCanBeTriedAgain()
        {
            stage.UntilShown("shapes:0");
            stage.Server.Cuts = 1000;
            session.Show("shapes:1");
            stage.Until(() => session.Networks.All(walk => walk.Phase == WorkPhase.Failed), "given up");
            Assert.That(stage.RunsOf("a").Length, Is.EqualTo(1 + 5));
            Assert.That(session.Walk("a").Message, Contains.Substring("Load"));
            Assert.That(session.Connection.State, Is.EqualTo(ConnectionState.Connected));
            stage.Server.Cuts = 0;
            session.ShowAgain();
            stage.UntilShown("shapes:1");
        }

        [Test]
        public void WhatCanNeverWorkIsNotTriedAgain()
        {
            stage.UntilShown("shapes:0");
            stage.Server.Answers["POST networks/a/runs"] =
                () => FakeServer.Problem(404, "image-unknown", "It is gone.");
            session.Show("upload:1");
            stage.Until(() => session.Walk("a").Phase == WorkPhase.Failed, "failed");
            Assert.That(session.Walk("a").Message, Contains.Substring("It is gone."));
            Assert.That(
                stage.Server.Asked.Count(asked => asked == "POST networks/a/runs"), Is.EqualTo(2), "one was the first");
            stage.Until(() => session.Walk("b").Phase == WorkPhase.Shown, "the other network goes on");
        }

        [Test]
        public void AForgottenRunIsMadeAgainForWhoeverAsks()
        {
            stage.UntilShown("shapes:0");
            stage.Server.ForgetRuns();
            stage.Server.Held = "runs";
            Request<Histogram> request = session.ActivationHistogram(Vector);
            Assert.That(request.IsPending, Is.True);
            stage.Server.Held = null;
            int ended = 0;
            request.WhenEnded(one => ended++);
            stage.Until(() => !request.IsPending, "an answer");
            request.WhenEnded(one => ended++);
            Assert.That(ended, Is.EqualTo(2));
            Assert.That(request.Message, Is.Null);
            Assert.That(request.Value.Counts[0], Is.EqualTo(7));
            Assert.That(stage.RunsOf("b"), Is.EqualTo(new[] { "shapes:0", "shapes:0" }));
        }

        [Test]
        public void AQuestionThatFailsSaysWhy()
        {
            stage.UntilShown("shapes:0");
            string path = "GET networks/b/layers/vector/weights/histogram";
            stage.Server.Answers[path] = () => FakeServer.Problem(404, "no-weights", "It only scales.");
            Request<Histogram> weights = session.WeightsHistogram(Vector);
            Request<Channel> nobodys = session.ExactChannel(new LayerName("nobody", "conv"), 0);
            stage.Until(() => !weights.IsPending && !nobodys.IsPending, "answers");
            Assert.That(weights.HasValue, Is.False);
            Assert.That(weights.Message, Contains.Substring("It only scales."));
            Assert.That(nobodys.Message, Contains.Substring("nobody"));
        }

        [Test]
        public void ChannelsAreSwitchedOffInTheirOwnNetworkAndChangesTakenBackInOrder()
        {
            stage.UntilShown("shapes:0");
            Change(() => session.Toggle(Vector, 3), "shapes:0 -vector:3");
            Change(() => session.Toggle(Vector, 4), "shapes:0 -vector:3 -vector:4");
            Assert.That(stage.RunsOf("a").Last(), Is.EqualTo("shapes:0"));
            Assert.That(session.IsSwitchedOff(Vector, 3), Is.True);
            Assert.That(session.IsSwitchedOff(new LayerName("a", "vector"), 3), Is.False);
            Change(() => session.Toggle(Vector, 3), "shapes:0 -vector:4");
            Change(() => session.Show("shapes:7"), "shapes:7 -vector:4");
            Assert.That(session.History.Next, Is.EqualTo("picture shapes:7"));
            Change(() => session.History.Undo(), "shapes:0 -vector:4");
            Change(() => session.History.Undo(), "shapes:0 -vector:4 -vector:3");
            Change(() => session.History.UndoAll(), "shapes:0");
            Assert.That(session.History.Undo(), Is.Null);
        }

        [Test]
        public void EverythingBackIsOneRunNotMany()
        {
            stage.UntilShown("shapes:0");
            Change(
                () =>
                {
                    session.Toggle(Vector, 0);
                    session.Toggle(Vector, 1);
                    session.Toggle(Vector, 2);
                },
                "shapes:0 -vector:0 -vector:1 -vector:2");
            Change(() => session.History.UndoAll(), "shapes:0");
            Assert.That(stage.RunsOf("b").Length, Is.EqualTo(3));
        }

        [Test]
        public void ALostServerIsWaitedForAndThePictureGoesOn()
        {
            stage.UntilShown("shapes:0");
            stage.Server.IsAway = true;
            session.Show("shapes:1");
            stage.Until(() => session.Networks.All(walk => walk.Phase == WorkPhase.Waiting), "waiting");
            Assert.That(session.Connection.State, Is.EqualTo(ConnectionState.Lost));
            Assert.That(session.Walk("a").Message, Contains.Substring("Nobody answers"));
            stage.Server.IsAway = false;
            stage.UntilShown("shapes:1");
            Assert.That(halls, Is.EqualTo(1), "the same hall");
        }

        [Test]
        public void APictureChosenWhileTheServerIsAwayIsShownWhenItIsBack()
        {
            stage.UntilShown("shapes:0");
            stage.Server.IsAway = true;
            Request<Histogram> request = session.ActivationHistogram(Vector);
            stage.Until(() => session.Connection.State == ConnectionState.Lost, "lost");
            Assert.That(request.Message, Contains.Substring("Nobody answers"));
            session.Show("shapes:5");
            Assert.That(session.Image, Is.EqualTo("shapes:5"));
            stage.Server.IsAway = false;
            stage.UntilShown("shapes:5");
        }

        [Test]
        public void AnotherServerAtTheAddressIsAnotherHall()
        {
            stage.UntilShown("shapes:0");
            session.Show("shapes:3");
            stage.UntilShown("shapes:3");
            stage.Server.NetworkIds = new[] { "c" };
            session.Connection.Lose("gone");
            stage.Until(() => halls == 2, "another hall");
            Assert.That(session.Networks.Single().Network.Id, Is.EqualTo("c"));
            stage.UntilShown("shapes:0");
            Assert.That(session.Store.Layers.Count, Is.EqualTo(3));
            Assert.That(session.History.Count, Is.EqualTo(0));
        }

        private void Change(System.Action change, string runOfB)
        {
            int before = stage.RunsOf("b").Length;
            change();
            stage.Until(
                () => stage.RunsOf("b").Length > before && session.Networks.All(walk => walk.Phase == WorkPhase.Shown),
                runOfB);
            Assert.That(stage.RunsOf("b").Last(), Is.EqualTo(runOfB));
        }
    }
}
