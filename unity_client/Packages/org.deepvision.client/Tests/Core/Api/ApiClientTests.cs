using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Tests.Wire;
using NUnit.Framework;

namespace DeepVision.Tests.Api
{
    public sealed class ApiClientTests
    {
        private const string Base = "http://hall:5570/api/v1/";
        private const string ServerText =
            "{\"name\": \"deepvision\", \"version\": \"1\", \"api\": 1, \"device\": \"cpu\", " +
            "\"max_upload_bytes\": 1, \"max_upload_pixels\": 1, \"image_formats\": [\"PNG\"]}";
        private const string ImageText = "{\"image\": \"noise:1\", \"width\": 4, \"height\": 3}";
        private const string JobText =
            "{\"id\": \"j\", \"network\": \"n\", \"layer\": \"l\", \"state\": \"queued\", " +
            "\"done\": 0, \"total\": 2, \"eta\": null, \"place\": 0, \"message\": null, \"items\": []}";
        private static readonly CancellationToken Never = CancellationToken.None;

        [Test]
        public void TheServerIsAskedUnderItsVersionWithTheTokenAndUncompressed()
        {
            FakeHandler handler = FakeHandler.Json(ServerText);
            using (ApiClient client = new ApiClient(new Uri("http://hall:5570?x=1"), "secret", handler))
            {
                Server server = client.Server(Never).ResultOrFail();
                Assert.That(server.ImageFormats, Is.EqualTo(new[] { "PNG" }));
                Assert.That(client.Address.AbsoluteUri, Is.EqualTo("http://hall:5570/"));
            }
            Assert.That(handler.Asked, Is.EqualTo(new[] { "GET " + Base + "server" }));
            Assert.That(handler.Last.Headers.Authorization.ToString(), Is.EqualTo("Bearer secret"));
            Assert.That(handler.Last.Headers.AcceptEncoding.ToString(), Is.EqualTo("identity"));
        }

        [TestCase(2, "Update this client")]
        [TestCase(0, "Update the server")]
        public void AnotherVersionIsSaidEvenWhereItsAnswerLooksDifferent(int version, string advice)
        {
            VersionException error = Failure<VersionException>(
                FakeHandler.Json($"{{\"api\": {version}}}"), client => client.Server(Never));
            Assert.That(error.Got, Is.EqualTo(version));
            Assert.That(error.Message, Contains.Substring(advice).And.Contains($"version {version}"));
        }

        [Test]
        public void AServerWithoutThisVersionsPathIsOfAnotherVersion()
        {
            VersionException error = Failure<VersionException>(
                FakeHandler.Problem("not-found", HttpStatusCode.NotFound), client => client.Server(Never));
            Assert.That(error.Got, Is.Null);
        }

        [Test]
        public void NobodyAnswers()
        {
            HttpRequestException refused = new HttpRequestException("An error", new IOException("Connection refused"));
            UnreachableException error = Failure<UnreachableException>(
                FakeHandler.Throws(refused), client => client.Networks(Never));
            Assert.That(error.Message, Contains.Substring("http://hall:5570/").And.Contains("Connection refused"));
        }

        [TestCase(HttpStatusCode.BadGateway)]
        [TestCase(HttpStatusCode.ServiceUnavailable)]
        [TestCase(HttpStatusCode.GatewayTimeout)]
        public void AGatewayWithNobodyBehindItIsNobody(HttpStatusCode status)
        {
            Failure<UnreachableException>(
                FakeHandler.Text("<h1>Bad gateway</h1>", "text/html", status), client => client.Networks(Never));
        }

        [Test]
        public void TheServersOwnWordsReachTheUser()
        {
            ApiException error = Failure<ApiException>(
                FakeHandler.Problem("run-unknown", HttpStatusCode.NotFound),
                client => client.Histogram("r", "l", Never));
            Assert.That(error.Problem.Type, Is.EqualTo("run-unknown"));
            Assert.That(error.Message, Is.EqualTo("Title: Do this."));
        }

        [Test]
        public void TheServersOwnWordsComeFromAStreamThatIsRefusedToo()
        {
            ApiException error = Failure<ApiException>(
                FakeHandler.Problem("run-unknown", HttpStatusCode.NotFound),
                client => client.Activations("r", null, Never));
            Assert.That(error.Problem.Type, Is.EqualTo("run-unknown"));
        }

        [TestCase(HttpStatusCode.Forbidden)]
        [TestCase(HttpStatusCode.Redirect)]
        [TestCase(HttpStatusCode.NotFound)]
        public void AProxysPageIsExplained(HttpStatusCode status)
        {
            ApiException error = Failure<ApiException>(
                FakeHandler.Text("<h1>Sign in</h1>", "text/html", status), client => client.Server(Never));
            Assert.That(error.Problem.Type, Is.EqualTo("unexpected-answer"));
            Assert.That(error.Problem.Status, Is.EqualTo((int)status));
            Assert.That(error.Message, Contains.Substring("text/html").And.Contains(Base + "server"));
        }

        [Test]
        public void APageInsteadOfFactsOrOfAPictureIsNotAsAgreed()
        {
            ContractException error = Failure<ContractException>(
                FakeHandler.Text("<h1>Welcome</h1>", "text/html"), client => client.Networks(Never));
            Assert.That(error.Path, Is.EqualTo("Networks"));
            Assert.That(error.Message, Contains.Substring("text/html"));
            Failure<ContractException>(
                FakeHandler.Text("<h1>Welcome</h1>", "text/html"), client => client.Picture("i", 96, Never));
        }

        [Test]
        public void BrokenJsonIsNotAsAgreed()
        {
            ContractException error = Failure<ContractException>(
                FakeHandler.Json("{\"networks\": [{\"id\": "), client => client.Networks(Never));
            Assert.That(error.Path, Is.EqualTo("Networks"));
            error = Failure<ContractException>(
                FakeHandler.Json("{\"networks\": [{}], \"failures\": []}"), client => client.Networks(Never));
            Assert.That(error.Path, Is.EqualTo("Networks.networks[0].id"));
        }

        [Test]
        public void AServerThatSaysNothingIsLeftWhenCancelled()
        {
            using (ApiClient client = Client(FakeHandler.Silent()))
            using (CancellationTokenSource source = new CancellationTokenSource())
            {
                Task facts = client.Networks(source.Token);
                Task stream = client.Activations("r", null, source.Token);
                Assert.That(Task.WaitAll(new[] { facts, stream }, 30), Is.False);
                source.Cancel();
                Assert.Throws<OperationCanceledException>(facts.WaitOrFail);
                Assert.Throws<OperationCanceledException>(stream.WaitOrFail);
            }
        }

        [Test]
        public void AServerThatSaysNothingIsLeftWhenItsTimeIsOver()
        {
            using (HttpExchange exchange = new HttpExchange(new Uri("http://hall:5570/"), null, FakeHandler.Silent()))
            {
                Task ask = exchange.Ask(HttpMethod.Get, new Uri(Base), null, TimeSpan.FromMilliseconds(40), Never);
                UnreachableException error = Assert.Throws<UnreachableException>(ask.WaitOrFail);
                Assert.That(error.Message, Contains.Substring("within 0.04 s"));
            }
        }

        [Test]
        public void AddressesHoldAnyId()
        {
            Assert.That(Asked(client => client.Histogram("ab", "layer1.0:1/ü", Never)),
                Is.EqualTo("GET " + Base + "runs/ab/layers/layer1.0:1%2F%C3%BC/histogram"));
            Assert.That(Asked(client => client.Activations("ab", "a&b", Never)),
                Is.EqualTo("GET " + Base + "runs/ab/activations?order=near:a%26b&mips=2,0"));
            Assert.That(Asked(client => client.Activations("ab", null, Never)),
                Is.EqualTo("GET " + Base + "runs/ab/activations?mips=2,0"));
            Assert.That(Asked(client => client.Picture("shapes:17", 96, Never)),
                Is.EqualTo("GET " + Base + "images/shapes:17?size=96"));
            Assert.That(Asked(client => client.Network("n", new[] { "a b", "c" }, Never)),
                Is.EqualTo("GET " + Base + "networks/n?folded=a%20b,c"));
            Assert.That(Asked(client => client.Network("n", null, Never)), Is.EqualTo("GET " + Base + "networks/n"));
            Assert.That(Asked(client => client.DatasetImages("d", 20, 10, Never)),
                Is.EqualTo("GET " + Base + "datasets/d/images?offset=20&limit=10"));
            Assert.That(Asked(client => client.WeightsHistogram("n", "l", Never)),
                Is.EqualTo("GET " + Base + "networks/n/layers/l/weights/histogram"));
            Assert.That(Asked(client => client.Channel("r", "l", 3, Never)),
                Is.EqualTo("GET " + Base + "runs/r/layers/l/channels/3"));
            Assert.That(Asked(client => client.Datasets(Never)), Is.EqualTo("GET " + Base + "datasets"));
            Assert.That(Asked(client => client.CancelJob("j", Never)), Is.EqualTo("DELETE " + Base + "jobs/j"));
        }

        [Test]
        public void WhatIsPosted()
        {
            FakeHandler handler = FakeHandler.Json(ImageText);
            using (ApiClient client = Client(handler))
            {
                Assert.That(client.Noise(7, 4, 3, Never).ResultOrFail().Id, Is.EqualTo("noise:1"));
                client.Upload(new byte[] { 65, 66 }, "ä\"\n.png", Never).WaitOrFail();
            }
            Assert.That(handler.Asked[0], Is.EqualTo("POST " + Base + "noise {\"seed\":7,\"width\":4,\"height\":3}"));
            Assert.That(handler.Asked[1], Contains.Substring("name=\"file\"; filename=\"___.png\"").And.Contains("AB"));
            Assert.That(
                Asked(client => client.Run("n", "i", new List<Intervention> { new Intervention("a", 1) }, Never)),
                Is.EqualTo("POST " + Base + "networks/n/runs {\"image\":\"i\",\"interventions\":" +
                    "[{\"layer\":\"a\",\"channel\":1,\"value\":0.0}],\"keep\":true}"));
        }

        [Test]
        public void JobsAreBegunAndWatched()
        {
            FakeHandler handler = FakeHandler.Json(JobText, HttpStatusCode.Accepted);
            using (ApiClient client = Client(handler))
            {
                FeatureVisualizationRequest request = new FeatureVisualizationRequest(new[] { 1, 2 });
                Assert.That(
                    client.VisualizeFeatures("n", "l", request, Never).ResultOrFail().State, Is.EqualTo("queued"));
                Assert.That(client.Job("j", Never).ResultOrFail().Place, Is.EqualTo(0));
            }
            string path = Base + "networks/n/layers/l/feature-visualizations";
            Assert.That(
                handler.Asked, Is.EqualTo(new[] { $"POST {path} {{\"channels\":[1,2]}}", $"GET {Base}jobs/j" }));
        }

        [Test]
        public void WhatFeatureVisualizationTakesIsAskedFor()
        {
            const string Text =
                "{\"presets\": [{\"name\": \"default\", \"help\": \"from noise\"}], " +
                "\"seconds_per_picture\": 0.5, \"strongest\": [2, 0], \"ready\": []}";
            FakeHandler handler = FakeHandler.Json(Text, HttpStatusCode.OK);
            using (ApiClient client = Client(handler))
            {
                FeatureVisualizationPlan plan = client.VisualizationPlan("n", "l", Never).ResultOrFail();
                Assert.That(plan.SecondsPerPicture, Is.EqualTo(0.5));
                Assert.That(plan.Strongest, Is.EqualTo(new[] { 2, 0 }));
                Assert.That(plan.Presets[0].Name, Is.EqualTo("default"));
            }

            Assert.That(
                handler.Asked, Is.EqualTo(new[] { $"GET {Base}networks/n/layers/l/feature-visualizations" }));
        }

        [Test]
        public void AnAddressThatIsNoneOfTheWebIsRefused()
        {
            Assert.Throws<ArgumentException>(() => new ApiClient(new Uri("ftp://hall/")));
            Assert.Throws<ArgumentException>(() => new ApiClient(new Uri("hall", UriKind.Relative)));
        }

        /// <summary>What a call asks for; its answer does not matter.</summary>
        private static string Asked(Func<ApiClient, Task> call)
        {
            FakeHandler handler = FakeHandler.Problem("any", HttpStatusCode.BadRequest);
            Failure<ApiException>(handler, call);
            return handler.Asked[0];
        }

        private static T Failure<T>(FakeHandler handler, Func<ApiClient, Task> call)
            where T : Exception
        {
            using (ApiClient client = Client(handler))
            {
                return Assert.Throws<T>(() => call(client).WaitOrFail());
            }
        }

        private static ApiClient Client(HttpMessageHandler handler)
        {
            return new ApiClient(new Uri("http://hall:5570/"), null, handler);
        }
    }
}
