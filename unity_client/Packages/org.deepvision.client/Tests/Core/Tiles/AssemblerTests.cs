using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Space;
using DeepVision.Tests.Space;
using DeepVision.Tests.Wire;
using DeepVision.Tiles;
using DeepVision.Wire;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class AssemblerTests
    {
        private static readonly float[] Row = { 1, -1, 1, 0 };

        [Test]
        public void EveryGoldenValueLiesWhereThePackingSaysAndSpareTexelsRepeatTheBorder()
        {
            JArray layers = (JArray)Golden.Json("activations.json")["layers"];
            List<LayerTarget> targets = Targets(layers.Select(EntryOf).ToArray());
            List<TileGroup> groups = Assemble(Golden.Bytes("activations.dvx"), targets);
            string[] order = { "Coarse 0", "Coarse 1", "Coarse 2", "Full 0", "Full 1", "Full 2" };
            Assert.That(groups.Select(group => $"{group.Detail} {group.Layer}"), Is.EqualTo(order));
            FakeTextures textures = Uploaded(groups);
            foreach (LayerTarget target in targets)
            {
                byte[] quantized = layers[target.Layer]["quantized"].Select(value => (byte)value).ToArray();
                byte[] mip2 = layers[target.Layer]["mip2"].Select(value => (byte)value).ToArray();
                for (int channel = 0; channel < target.Spec.Shape.Channels; channel++)
                {
                    ExpectFull(textures, target, channel, quantized);
                    ExpectLevel2(textures, target, channel, mip2);
                }
            }
        }

        [Test]
        public void FullValuesAloneGiveTheCoarseLevelsTooFrameByFrame()
        {
            List<TileGroup> groups = Assemble(
                Small(Encode.Statistics(0, Row, Row, Row), Full(0, 2), Full(2, 1)), SmallTargets());
            Assert.That(groups.Select(group => group.Detail), Is.EqualTo(new[] { Detail.Coarse, Detail.Full }));
            Assert.That(groups[0].Means, Is.EqualTo(new float[] { 1, 0, 0, 1, 0, 0 }));
            Assert.That(groups[0].Statistics, Is.EqualTo(Row.Concat(Row).Concat(Row)));
            FakeTextures textures = Uploaded(groups);
            for (int level = 0; level < 3; level++)
            {
                int cell = 4 >> level;
                Assert.That(textures.Texel(false, level, 0, 0, 0), Is.EqualTo(new byte[] { 255, 0 }), $"level {level}");
                Assert.That(
                    textures.Texel(false, level, 0, cell, 0), Is.EqualTo(new byte[] { 0, 255 }), $"level {level}");
                Assert.That(
                    textures.Texel(false, level, 0, 2 * cell, 0), Is.EqualTo(new byte[] { 0, 0 }), $"level {level}");
            }
        }

        [Test]
        public void ChannelsThatAreOutOfOrderOrWithoutStatisticsAreRefused()
        {
            byte[] statistics = Encode.Statistics(0, Row, Row, Row);
            ExpectRefused("in order", Small(statistics, Full(1, 2)));
            ExpectRefused("in order", Small(statistics, Full(0, 2), Full(1, 2)));
            ExpectRefused("before its statistics", Small(Full(0, 3)));
            ExpectRefused("in order", Small(Encode.Statistics(0, Row), Full(0, 3)));
        }

        [Test]
        public void ALayerOfAnotherShapeIsRefusedAndAnUnknownOnePassedOver()
        {
            byte[] bytes = Small(Encode.Statistics(0, Row, Row, Row), Full(0, 3));
            ContainerException error = Assert.Throws<ContainerException>(
                () => Assemble(bytes, Targets(new LayerEntry("a", new Shape(3, 4, 5)))));
            Assert.That(error.Message, Contains.Substring("expected 3×4×5, got 3×4×4"));
            Assert.That(Assemble(bytes, Targets(new LayerEntry("b", new Shape(3, 4, 5)))), Is.Empty);
        }

        [Test]
        public void ALargeLayerIsCutIntoSmallPiecesOverItsPagesAndALargeMapReduced()
        {
            LayerEntry[] layers =
                { new LayerEntry("a", new Shape(20, 224, 224)), new LayerEntry("b", new Shape(1, 1500, 20)) };
            List<byte[]> parts = new List<byte[]> { Encode.Header(layers) };
            for (int layer = 0; layer < layers.Length; layer++)
            {
                Shape shape = layers[layer].Shape;
                parts.Add(Encode.Statistics(layer, Enumerable.Repeat(Row, shape.Channels).ToArray()));
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    byte[] payload = Enumerable.Repeat((byte)(100 + channel), shape.Height * shape.Width).ToArray();
                    Shape one = new Shape(1, shape.Height, shape.Width);
                    parts.Add(Encode.Frame(FrameKind.Values, payload, layer, channel, one));
                }
            }
            parts.Add(Encode.End());
            List<LayerTarget> targets = Targets(layers);
            List<TileGroup> groups = Assemble(Encode.Join(parts.ToArray()), targets);
            FakeTextures textures = Uploaded(groups); // checks the size of every piece
            TileGroup full = groups.First(group => group.Detail == Detail.Full);
            Assert.That(full.PieceBytes, Is.EqualTo(5 * 224 * 4 * 224 + 2 * 5 * 112 * 4 * 112));
            TilePosition last = targets[0].Layout.PositionOf(19);
            Assert.That(textures.Texel(true, 0, last.Page, last.X + 223, last.Y + 223), Is.EqualTo(new byte[] { 119 }));
            TilePosition reduced = targets[1].Layout.PositionOf(0);
            Assert.That(
                textures.Texel(true, 0, reduced.Page, reduced.X, reduced.Y + 749), Is.EqualTo(new byte[] { 100 }));
            Assert.That(targets[1].Layout.Reduction, Is.EqualTo(2));
        }

        private static void ExpectFull(FakeTextures textures, LayerTarget target, int channel, byte[] quantized)
        {
            Shape shape = target.Spec.Shape;
            TilePosition at = target.Layout.PositionOf(channel);
            for (int row = 0; row < target.Layout.CellHeight; row++)
            {
                for (int column = 0; column < target.Layout.CellWidth; column++)
                {
                    int y = channel * shape.Height + Math.Min(row, shape.Height - 1);
                    byte wanted = quantized[y * shape.Width + Math.Min(column, shape.Width - 1)];
                    byte[] got = textures.Texel(true, 0, at.Page, at.X + column, at.Y + row);
                    Assert.That(got, Is.EqualTo(new[] { wanted }), $"{target.Spec.Id} {channel} {row} {column}");
                }
            }
        }

        private static void ExpectLevel2(FakeTextures textures, LayerTarget target, int channel, byte[] mip2)
        {
            TilePosition at = target.Layout.PositionOf(channel);
            int rows = Mips.LevelSize(target.Spec.Shape.Height, 2);
            int columns = Mips.LevelSize(target.Spec.Shape.Width, 2);
            for (int row = 0; row < target.Layout.CellHeight / 4; row++)
            {
                for (int column = 0; column < target.Layout.CellWidth / 4; column++)
                {
                    int source = Math.Min(row, rows - 1) * columns + Math.Min(column, columns - 1);
                    int plane = rows * columns;
                    byte[] wanted = { mip2[2 * channel * plane + source], mip2[(2 * channel + 1) * plane + source] };
                    byte[] got = textures.Texel(false, 1, at.Page, at.X / 4 + column, at.Y / 4 + row);
                    Assert.That(got, Is.EqualTo(wanted), $"{target.Spec.Id} {channel} {row} {column}");
                }
            }
        }

        private static void ExpectRefused(string words, byte[] bytes)
        {
            ContainerException error = Assert.Throws<ContainerException>(() => Assemble(bytes, SmallTargets()));
            Assert.That(error.Message, Contains.Substring(words));
        }

        private static List<LayerTarget> SmallTargets()
        {
            return Targets(new LayerEntry("a", new Shape(3, 4, 4)));
        }

        private static byte[] Small(params byte[][] parts)
        {
            byte[] header = Encode.Header(new LayerEntry("a", new Shape(3, 4, 4)));
            return Encode.Join(header, Encode.Join(parts), Encode.End());
        }

        /// <summary>Channel 0 is the scale everywhere, 1 its negative, 2 zero.</summary>
        private static byte[] Full(int first, int channels)
        {
            byte[] values = { 255, 1, 128 };
            byte[] payload =
                values.Skip(first).Take(channels).SelectMany(value => Enumerable.Repeat(value, 16)).ToArray();
            return Encode.Frame(FrameKind.Values, payload, 0, first, new Shape(channels, 4, 4));
        }

        private static LayerEntry EntryOf(JToken layer)
        {
            JToken shape = layer["shape"];
            return new LayerEntry((string)layer["id"], new Shape((int)shape[0], (int)shape[1], (int)shape[2]));
        }

        private static List<LayerTarget> Targets(params LayerEntry[] layers)
        {
            Packing packing = new Packing(layers.Select(layer => layer.Shape).ToArray());
            return layers.Select((layer, index) => new LayerTarget(
                index, new LayerSpec("n", layer.Id, layer.Shape), packing.Layers[index])).ToList();
        }

        private static List<TileGroup> Assemble(byte[] bytes, List<LayerTarget> targets)
        {
            ContainerParser parser = new ContainerParser();
            parser.Push(bytes, 0, bytes.Length);
            List<TileGroup> groups = new List<TileGroup>();
            Assembler assembler = null;
            while (parser.TryRead(out Frame frame))
            {
                assembler = assembler ?? new Assembler(parser.Header, targets, groups.Add);
                assembler.Accept(frame);
            }
            return groups;
        }

        private static FakeTextures Uploaded(IEnumerable<TileGroup> groups)
        {
            FakeTextures textures = new FakeTextures();
            foreach (Piece piece in groups.SelectMany(group => group.Pieces))
            {
                textures.Upload(piece);
            }
            return textures;
        }
    }
}
