using System;
using System.Linq;
using DeepVision.Space;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class LayerTableTests
    {
        private LayerTable table;

        [SetUp]
        public void Begin()
        {
            Shape shape = new Shape(3, 4, 4);
            LayerSpec other = new LayerSpec("one", "a", new Shape(2, 4, 4));
            table = new LayerTable(new[] { other, new LayerSpec("two", "a", shape) });
        }

        [Test]
        public void LayersAreFoundByNetworkAndId()
        {
            Assert.That(table.IndexOf(new LayerName("two", "a")), Is.EqualTo(1));
            ArgumentException error = Assert.Throws<ArgumentException>(() => table.IndexOf(new LayerName("two", "b")));
            Assert.That(error.Message, Contains.Substring("no layer b of two"));
            LayerSpec twice = new LayerSpec("one", "a", new Shape(1, 1, 1));
            error = Assert.Throws<ArgumentException>(() => new LayerTable(new[] { twice, twice }));
            Assert.That(error.Message, Contains.Substring("a of one twice"));
        }

        [Test]
        public void EightNumbersPerTileAndTheScaleBesideADeadChannel()
        {
            Assert.That(table.ReadStatistics(1, 0), Is.Null);
            float[] dead = { 1, 0, 0, 0 };
            Write(1, dead, new[] { 0.5f, -0.5f, 0.25f, -0.125f }, new[] { 0.25f, 0, 0.25f, 0.125f });
            Assert.That(table.Scale(1), Is.EqualTo(0.5f));
            ChannelStatistics statistics = table.ReadStatistics(1, 1).Value;
            float[] got = { statistics.Scale, statistics.Min, statistics.Max, statistics.Mean };
            Assert.That(got, Is.EqualTo(new[] { 0.5f, -0.5f, 0.25f, -0.125f }));
            table.SetPicture(1, 2, 5, 0.75f);
            float[] expected =
            {
                1, 0, 0, 0, -1, 0, 0, 0,
                0.5f, 0.125f, 0.25f, 1, -1, 0, 0, 0,
                0.25f, 0.25f, 0.5f, 2, 5, 0.75f, 0, 0,
            };
            Assert.That(table.Tiles.Skip(16), Is.EqualTo(expected));
            Write(0, dead, dead);
            Assert.That(table.Scale(0), Is.EqualTo(1));
        }

        [Test]
        public void WhatDoesNotExistIsRefused()
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => table.ReadStatistics(1, 3));
            Assert.Throws<ArgumentOutOfRangeException>(() => table.Layout(2));
            Assert.Throws<ArgumentOutOfRangeException>(() => table.SetPicture(0, 2, 0, 1));
        }

        [Test]
        public void AnOrderIsAPermutationAndSurvivesNewValues()
        {
            table.SetOrder(1, new[] { 2, 0, 1 });
            Write(1, new float[] { 1, -1, 1, 0 }, new float[] { 1, -1, 1, 0 }, new float[] { 1, -1, 1, 0 });
            Assert.That(Enumerable.Range(0, 3).Select(cell => table.ChannelAt(1, cell)), Is.EqualTo(new[] { 2, 0, 1 }));
            Assert.That(
                Enumerable.Range(0, 3).Select(channel => table.CellOf(1, channel)), Is.EqualTo(new[] { 1, 2, 0 }));
            float[] shown = { table.Tiles[16 + 3], table.Tiles[24 + 3], table.Tiles[32 + 3] };
            Assert.That(shown, Is.EqualTo(new float[] { 2, 0, 1 }));
            foreach (int[] wrong in new[] { new[] { 0, 1 }, new[] { 0, 0, 1 }, new[] { 0, 1, 3 }, new[] { 0, 1, -1 } })
            {
                Assert.Throws<ArgumentException>(() => table.SetOrder(1, wrong));
            }
            table.SetOrder(1, null);
            Assert.That(table.ChannelAt(1, 0), Is.EqualTo(0));
        }

        [Test]
        public void HalfOfTheLivingChannelsOfAMapReachFullBrightnessAllOfAVectorOrOfFew()
        {
            float[] largest = { 0, 1, 2, 3, 4, 5, 60, 0 };
            Assert.That(Brightness.Full(largest, true), Is.EqualTo(3));
            Assert.That(Brightness.Full(largest, false), Is.EqualTo(60));
            Assert.That(Brightness.Full(new float[] { 1, 2, 60 }, true), Is.EqualTo(60));
            Assert.That(Brightness.Full(new float[8], true), Is.EqualTo(1));
        }

        private void Write(int layer, params float[][] rows)
        {
            float[] means = rows.SelectMany((_, channel) => new[] { channel / 8f, channel / 4f }).ToArray();
            float[] statistics = rows.SelectMany(row => row).ToArray();
            table.Write(TileGroup.Coarse(layer, statistics, means, new Piece[0]));
            table.SetDetail(layer, Detail.Coarse);
        }
    }
}
