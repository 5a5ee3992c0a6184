using System.Collections.Generic;
using System.Linq;
using DeepVision.Session;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    [TestFixture]
    public sealed class ConnectionTests
    {
        private Stage stage;
        private Connection connection;

        [SetUp]
        public void Open()
        {
            stage = new Stage();
            connection = stage.Session.Connection;
        }

        [TearDown]
        public void Close()
        {
            stage.Dispose();
        }

        [Test]
        public void LearnsWhatTheServerHas()
        {
            Assert.That(connection.State, Is.EqualTo(ConnectionState.Connecting));
            stage.Server.Held = "networks";
            stage.Session.Start();
            Assert.That(connection.IsTrying, Is.True);
            stage.Server.Held = null;
            UntilState(ConnectionState.Connected);
            Assert.That(connection.Message, Is.Null);
            Assert.That(connection.Facts.Networks.Select(network => network.Id), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(connection.Facts.Datasets.Single().Id, Is.EqualTo("shapes"));
            Assert.That(connection.Facts.Layers.Count, Is.EqualTo(6));
        }

        [Test]
        public void TriesAgainWithGrowingPausesUntilSomebodyAnswers()
        {
            stage.Server.IsAway = true;
            stage.Session.Start();
            List<float> pauses = new List<float>();
            for (int attempt = 1; attempt <= 6; attempt++)
            {
                int expected = attempt;
                stage.Pump.Until(() => connection.Attempts == expected, () => { }, "attempt " + attempt);
                Assert.That(connection.State, Is.EqualTo(ConnectionState.Unreachable));
                Assert.That(connection.Message, Contains.Substring("http://server/"));
                pauses.Add(connection.SecondsToRetry);
                stage.Session.Update(connection.SecondsToRetry - 0.01f);
                Assert.That(connection.IsTrying, Is.False);
                Assert.That(connection.Attempts, Is.EqualTo(attempt));
                stage.Session.Update(0.02f);
            }

            Assert.That(pauses, Is.EqualTo(new[] { 0.5f, 1, 2, 4, 5, 5 }));
            stage.Server.IsAway = false;
            stage.Pump.Until(() => !connection.IsTrying, () => { }, "the attempt under way");
            connection.Retry();
            UntilState(ConnectionState.Connected);
        }

        [Test]
        public void AnotherVersionIsSaidAndNotTriedAgainByItself()
        {
            stage.Server.Answers["GET server"] = () => FakeServer.Json(Facts.Server(2));
            stage.Session.Start();
            UntilState(ConnectionState.WrongVersion);
            Assert.That(connection.Message, Contains.Substring("version 2"));
            Assert.That(connection.SecondsToRetry, Is.EqualTo(0));
            stage.Server.Answers.Clear();
            connection.Retry();
            UntilState(ConnectionState.Connected);
        }

        [Test]
        public void AnErrorOfTheServerIsShownInItsOwnWords()
        {
            stage.Server.Answers["GET networks/b"] = () => FakeServer.Problem(500, "internal", "Its log says more.");
            stage.Session.Start();
            UntilState(ConnectionState.Broken);
            Assert.That(connection.Message, Contains.Substring("Its log says more."));
            Assert.That(connection.Facts, Is.Null);
            stage.Server.Answers.Clear();
            connection.Retry();
            UntilState(ConnectionState.Connected);
        }

        [Test]
        public void AnAnswerThatIsNotAsAgreedIsSaid()
        {
            stage.Server.Answers["GET datasets"] = () => FakeServer.Json(Facts.Networks("a"));
            stage.Session.Start();
            UntilState(ConnectionState.Broken);
            Assert.That(connection.Message, Contains.Substring("Datasets.datasets"));
        }

        [Test]
        public void ALostServerIsFoundAgainWithTheSameHall()
        {
            stage.Session.Start();
            UntilState(ConnectionState.Connected);
            HallFacts facts = connection.Facts;
            connection.Lose("Nobody answers.");
            Assert.That(connection.State, Is.EqualTo(ConnectionState.Lost));
            Assert.That(connection.Facts, Is.SameAs(facts));
            Assert.That(connection.Message, Is.EqualTo("Nobody answers."));
            connection.Lose("Somebody else noticed too.");
            Assert.That(connection.Message, Is.EqualTo("Nobody answers."));
            UntilState(ConnectionState.Connected);
            Assert.That(connection.Facts, Is.SameAs(facts));
        }

        [Test]
        public void ALossIsNoticedWhileNobodyAsksAnything()
        {
            stage.Session.Start();
            UntilState(ConnectionState.Connected);
            stage.UntilShown("shapes:0");
            stage.Server.IsAway = true;
            UntilState(ConnectionState.Lost);
            Assert.That(connection.Message, Contains.Substring("Nobody answers"));
            stage.Server.IsAway = false;
            UntilState(ConnectionState.Connected);
            stage.Pass(1);
            Assert.That(stage.RunsOf("a").Length, Is.EqualTo(1), "the picture is still shown");
        }

        private void UntilState(ConnectionState state)
        {
            stage.Until(() => connection.State == state && !connection.IsTrying, state.ToString());
        }
    }
}
