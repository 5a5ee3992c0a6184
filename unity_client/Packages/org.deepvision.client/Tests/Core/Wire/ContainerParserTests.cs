using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DeepVision.Space;
using DeepVision.Tests.Space;
using DeepVision.Wire;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Wire
{
    public sealed class ContainerParserTests
    {
        private static readonly LayerEntry Layer = new LayerEntry("a", new Shape(2, 3, 5));

        [Test]
        public void TheChecksumIsThatOfZlib()
        {
            byte[] published = Encoding.ASCII.GetBytes("123456789");
            Assert.That(Crc32.Of(new ArraySegment<byte>(published)), Is.EqualTo(0xCBF43926));
            Random random = new Random(1);
            for (int length = 0; length < 40; length++)
            {
                byte[] bytes = new byte[length + 3];
                random.NextBytes(bytes);
                byte[] part = bytes.Skip(3).ToArray();
                Assert.That(Crc32.Of(new ArraySegment<byte>(bytes, 3, length)), Is.EqualTo(Encode.SlowCrc32(part)));
            }
        }

        [Test]
        public void GoldenActivationsDecodeToTheValuesBesideThem()
        {
            ContainerParser parser = new ContainerParser();
            List<Frame> frames = Parse(parser, Golden.Bytes("activations.dvx"), () => int.MaxValue);
            JArray layers = (JArray)Golden.Json("activations.json")["layers"];
            Assert.That(parser.Header.Network, Is.EqualTo("golden"));
            Assert.That(parser.Header.Layers.Count, Is.EqualTo(layers.Count));
            for (int index = 0; index < layers.Count; index++)
            {
                JToken layer = layers[index];
                Assert.That(parser.Header.Layers[index].Id, Is.EqualTo((string)layer["id"]));
                Frame[] own = frames.Where(frame => frame.Layer == index).ToArray();
                FrameKind[] kinds = { FrameKind.Statistics, FrameKind.Pyramid, FrameKind.Values };
                Assert.That(own.Select(frame => frame.Kind), Is.EqualTo(kinds));
                Assert.That(own[0].Floats(), Is.EqualTo(layer["statistics"].SelectMany(row => row.Select(Single))));
                Assert.That(own[1].Payload, Is.EqualTo(layer["mip2"].Select(value => (byte)value)));
                Assert.That(own[2].Payload, Is.EqualTo(layer["quantized"].Select(value => (byte)value)));
            }
        }

        [Test]
        public void GoldenExactValues()
        {
            Frame frame = Parse(new ContainerParser(), Golden.Bytes("exact.dvx"), () => int.MaxValue).Single();
            Assert.That(frame.Kind, Is.EqualTo(FrameKind.Exact));
            Assert.That(frame.Floats(), Is.EqualTo(Golden.Json("exact.json")["values"].Select(Single)));
        }

        [Test]
        public void AGoldenStreamThatWasCut()
        {
            Assert.That(Failure(Golden.Bytes("cut.dvx")).Kind, Is.EqualTo(ContainerFailure.Cut));
        }

        [Test]
        public void AGoldenStreamInWhichTheServerGaveUp()
        {
            ContainerException error = Failure(Golden.Bytes("problem.dvx"));
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Problem));
            Assert.That(error.Problem.Type, Is.EqualTo("run-unknown"));
            Assert.That(error.Message, Contains.Substring("post the picture again"));
        }

        [Test]
        public void PiecesOfAnySizeGiveTheSameFrames()
        {
            byte[] bytes = Golden.Bytes("activations.dvx");
            string whole = Words(Parse(new ContainerParser(), bytes, () => int.MaxValue));
            Assert.That(Words(Parse(new ContainerParser(), bytes, () => 1)), Is.EqualTo(whole));
            Random random = new Random(2);
            for (int round = 0; round < 30; round++)
            {
                Assert.That(Words(Parse(new ContainerParser(), bytes, () => random.Next(1, 90))), Is.EqualTo(whole));
            }
        }

        [Test]
        public void EveryDamagedByteOfAPayloadAndEveryMissingEndIsNoticed()
        {
            byte[] head = Encode.Header(Layer);
            byte[] values = Values();
            byte[] whole = Encode.Join(head, values, Encode.End());
            Assert.That(Parse(new ContainerParser(), whole, () => int.MaxValue).Count, Is.EqualTo(1));
            for (int at = head.Length + 28; at < head.Length + values.Length; at++)
            {
                byte[] damaged = (byte[])whole.Clone();
                damaged[at] ^= 0x10;
                Assert.That(Failure(damaged).Kind, Is.EqualTo(ContainerFailure.Corrupt), $"byte {at}");
            }
            for (int length = 0; length < whole.Length; length++)
            {
                Assert.That(Failure(whole.Take(length).ToArray()).Kind, Is.EqualTo(ContainerFailure.Cut), $"{length}");
            }
        }

        [Test]
        public void RandomDamageNeverDoesAnythingButFailAsAContainerOrPass()
        {
            byte[] whole = Encode.Join(Encode.Header(Layer), Values(), Encode.End());
            Random random = new Random(3);
            int failed = 0;
            for (int round = 0; round < 500; round++)
            {
                byte[] damaged = (byte[])whole.Clone();
                for (int hits = 0; hits < 3; hits++)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }
                try
                {
                    Parse(new ContainerParser(), damaged, () => int.MaxValue);
                }
                catch (ContainerException)
                {
                    failed++;
                }
            }
            Assert.That(failed, Is.GreaterThan(300));
        }

        [Test]
        public void WhatDoesNotFitIsRefused()
        {
            Shape right = Layer.Shape;
            Expect("begins with DVX1", Encoding.ASCII.GetBytes("DVX2    "));
            Expect("bytes after the end", Encode.Join(Encode.Header(Layer), Values(), Encode.End(), new byte[8]));
            Expect("padded", new byte[] { 68, 86, 88, 49, 7, 0, 0, 0 });
            Expect("padded", new byte[] { 68, 86, 88, 49, 0, 0, 0, 255 });
            Expect("layer 1, but there are 1", With(FrameKind.Values, 30, right, layer: 1));
            Expect("does not fit", With(FrameKind.Values, 30, right, first: 1));
            Expect("does not fit", With(FrameKind.Values, 30, new Shape(2, 5, 3)));
            Expect("does not fit", With(FrameKind.Values, 29, right));
            Expect("does not fit", With(FrameKind.Values, 30, right, mip: 1));
            Expect("does not fit", With(FrameKind.Pyramid, 60, right));
            Expect("does not fit", With(FrameKind.Statistics, 32, new Shape(2, 4, 1)));
            Expect("unknown kind", With((FrameKind)9, 0, right));
        }

        [Test]
        public void HeadersThatAreNotAsAgreedAreRefused()
        {
            Expect("JSON object", Encode.HeaderText("[1]"));
            const string head = "{\"version\": 1, \"run\": \"\", ";
            const string layer = head + "\"network\": \"\", \"layers\": [{\"id\": \"a\", \"shape\": ";
            Expect("header.network", Encode.HeaderText(head + "\"layers\": []}"));
            Expect("header.layers[0].shape", Encode.HeaderText(layer + "[1, 2]}]}"));
            Expect("positive", Encode.HeaderText(layer + "[1, 2, 0]}]}"));
            ContainerException error = Failure(Encode.HeaderText("{\"version\": 2}"));
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Version));
            Assert.That(error.Message, Contains.Substring("Expected").And.Contains("got integer 2"));
        }

        [Test]
        public void EveryPieceOfASmallPyramidFits()
        {
            byte[] pyramid = Encode.Frame(FrameKind.Pyramid, new byte[8], 0, 0, new Shape(2, 1, 2), 2);
            byte[] bytes = Encode.Join(Encode.Header(Layer), pyramid, Encode.End());
            Frame frame = Parse(new ContainerParser(), bytes, () => int.MaxValue).Single();
            Assert.That(new[] { frame.Mip, frame.Height, frame.Width }, Is.EqualTo(new[] { 2, 1, 2 }));
        }

        private static byte[] Values()
        {
            byte[] payload = Enumerable.Range(1, 30).Select(value => (byte)value).ToArray();
            return Encode.Frame(FrameKind.Values, payload, 0, 0, Layer.Shape);
        }

        private static byte[] With(FrameKind kind, int size, Shape shape, int layer = 0, int first = 0, byte mip = 0)
        {
            return Encode.Join(
                Encode.Header(Layer), Encode.Frame(kind, new byte[size], layer, first, shape, mip), Encode.End());
        }

        private static void Expect(string words, byte[] bytes)
        {
            ContainerException error = Failure(bytes);
            Assert.That(error.Message, Contains.Substring(words));
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Corrupt));
        }

        private static ContainerException Failure(byte[] bytes)
        {
            return Assert.Throws<ContainerException>(() => Parse(new ContainerParser(), bytes, () => int.MaxValue));
        }

        /// <summary>All frames; their payloads are copied, since the parser uses its memory again.</summary>
        private static List<Frame> Parse(ContainerParser parser, byte[] bytes, Func<int> cuts)
        {
            List<Frame> frames = new List<Frame>();
            for (int at = 0; at < bytes.Length;)
            {
                int count = Math.Min(cuts(), bytes.Length - at);
                parser.Push(bytes, at, count);
                at += count;
                while (parser.TryRead(out Frame frame))
                {
                    ArraySegment<byte> copy = new ArraySegment<byte>(frame.Payload.ToArray());
                    frames.Add(new Frame(
                        frame.Kind,
                        frame.Mip,
                        frame.Layer,
                        frame.First,
                        frame.Channels,
                        frame.Height,
                        frame.Width,
                        copy));
                }
            }
            parser.Finish();
            return frames;
        }

        private static string Words(IEnumerable<Frame> frames)
        {
            return string.Join(
                "\n",
                frames.Select(frame => $"{frame.Kind} {frame.Layer} {frame.First} {frame.Channels} " +
                    Convert.ToBase64String(frame.Payload.ToArray())));
        }

        private static float Single(JToken value)
        {
            return (float)(double)value;
        }
    }
}
