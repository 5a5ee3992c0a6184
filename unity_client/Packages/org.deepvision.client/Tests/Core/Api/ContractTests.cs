using System;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Api
{
    /// <summary>
    /// The generated types, by one of each sort; that they fit the schemas is a test of the server's.
    /// </summary>
    public sealed class ContractTests
    {
        private const string RunText =
            "{\"run\": \"ab\", \"network\": \"n\", \"image\": \"i\", \"true_class\": null, \"graph\": null, " +
            "\"predictions\": [" +
            "{\"index\": 0, \"name\": \"cat\", \"logit\": 1.5, \"probability\": 1}," +
            "{\"index\": 1, \"name\": \"dog\", \"logit\": null, \"probability\": 0.25}], \"newer\": {}}";

        [Test]
        public void ABodyIsReadAndWhatItDoesNotKnowPassedOver()
        {
            Run run = Run.Read(Parse(RunText));
            Assert.That(run.Id, Is.EqualTo("ab"));
            Assert.That(run.TrueClass, Is.Null);
            Assert.That(run.Graph, Is.Null);
            Assert.That(
                run.Predictions.Select(prediction => prediction.Logit), Is.EqualTo(new double?[] { 1.5, null }));
            Assert.That(
                run.Predictions.Select(prediction => prediction.Probability), Is.EqualTo(new double?[] { 1, 0.25 }));
        }

        [TestCase("\"name\": \"dog\"", "\"name\": 3", "Run.predictions[1].name", "a text", "integer 3")]
        [TestCase("\"index\": 1", "\"index\": 1.5", "Run.predictions[1].index", "a whole number", "float 1.5")]
        [TestCase("\"index\": 1", "\"index\": 3000000000", "Run.predictions[1].index", "below 2^31", "3000000000")]
        [TestCase("\"index\": 1", "\"index\": null", "Run.predictions[1].index", "a whole number", "null")]
        [TestCase("\"run\": \"ab\", ", "", "Run.run", "a text", "nothing")]
        [TestCase("\"true_class\": null, ", "", "Run.true_class", "a text", "nothing")]
        [TestCase("\"graph\": null", "\"graph\": {}", "Run.graph.id", "a text", "nothing")]
        [TestCase("\"graph\": null", "\"graph\": []", "Run.graph", "an object", "a list")]
        [TestCase("1.5", "\"1.5\"", "Run.predictions[0].logit", "a number", "string 1.5")]
        public void AnErrorNamesThePathWhatWasExpectedAndWhatCame(
            string right, string wrong, string path, string expected, string got)
        {
            Assert.That(RunText, Contains.Substring(right));
            ContractException error = Assert.Throws<ContractException>(
                () => Run.Read(Parse(RunText.Replace(right, wrong))));
            Assert.That(error.Path, Is.EqualTo(path));
            Assert.That(error.Message, Contains.Substring(expected).And.Contains(got));
        }

        [Test]
        public void PositionsShapesAndChoices()
        {
            string panel = "{\"position\": [1, 2.5, -3], \"yaw\": 0, \"width\": 4, \"height\": 2, \"columns\": 8, " +
                "\"rows\": 4, \"gap\": 0.1}";
            string text = "{\"id\": \"a\", \"name\": \"a\", \"kind\": \"tracker\", \"shape\": [64, 75, 88], " +
                $"\"parameters\": 5000000000, \"section\": null, \"panel\": {panel}}}";
            Node node = Node.Read(Parse(text));
            Assert.That(node.Shape.ToString(), Is.EqualTo("64×75×88"));
            Assert.That(node.Panel.Position, Is.EqualTo(new Vector3(1, 2.5f, -3)));
            Assert.That(node.Parameters, Is.EqualTo(5000000000));
            Expect("Node.kind", () => Node.Read(Parse(text.Replace("tracker", "trackers"))));
            Expect("Node.shape", () => Node.Read(Parse(text.Replace("64, ", ""))));
            Expect("Node.panel.position[1]", () => Node.Read(Parse(text.Replace("2.5", "\"x\""))));
        }

        [Test]
        public void ListsThatMayHoldNull()
        {
            Channel channel = Channel.Read(Parse("{\"shape\": [1, 3], \"values\": [1, null, -0.5]}"));
            Assert.That(channel.Values, Is.EqualTo(new double?[] { 1, null, -0.5 }));
            Assert.That(channel.Shape.Width, Is.EqualTo(3));
        }

        [Test]
        public void RequestsAreWrittenWithTheirDefaults()
        {
            Assert.That(Text(new RunRequest("i").Write()), Is.EqualTo("{\"image\":\"i\",\"keep\":true}"));
            Intervention[] held = { new Intervention("a", 3), new Intervention("b", 0, 0.5) };
            string expected = "{\"image\":\"i\",\"interventions\":[{\"layer\":\"a\",\"channel\":3,\"value\":0.0}," +
                "{\"layer\":\"b\",\"channel\":0,\"value\":0.5}],\"keep\":false}";
            Assert.That(Text(new RunRequest("i", held, false).Write()), Is.EqualTo(expected));
            Assert.That(Text(new FeatureVisualizationRequest().Write()), Is.EqualTo("{}"));
            FeatureVisualizationRequest some = new FeatureVisualizationRequest(new[] { 1, 2 }, "thesis", null, "r");
            Assert.That(Text(some.Write()), Is.EqualTo("{\"channels\":[1,2],\"preset\":\"thesis\",\"run\":\"r\"}"));
        }

        [Test]
        public void TextThatLooksLikeADateStaysText()
        {
            string text = RunText.Replace("\"cat\"", "\"2024-05-06T07:08:09Z\"");
            Assert.That(Run.Read(Parse(text)).Predictions[0].Name, Is.EqualTo("2024-05-06T07:08:09Z"));
        }

        [TestCase("")]
        [TestCase("[]")]
        [TestCase("{\"a\": ")]
        [TestCase("<html>")]
        [TestCase("{} {}")]
        public void WhatIsNoObjectIsRefused(string text)
        {
            Expect("Run", () => Parse(text));
        }

        [Test]
        public void DeepNestingDoesNotEndTheStack()
        {
            string deep = "{\"a\": " + new string('[', 100000) + new string(']', 100000) + "}";
            Expect("Run", () => Parse(deep));
        }

        private static void Expect(string path, TestDelegate read)
        {
            Assert.That(Assert.Throws<ContractException>(read).Path, Is.EqualTo(path));
        }

        private static JObject Parse(string text)
        {
            return JsonText.ReadObject(text, "Run");
        }

        private static string Text(JObject json)
        {
            return json.ToString(Formatting.None);
        }
    }
}
