using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Space;
using DeepVision.Tests.Space;
using DeepVision.Tests.Wire;
using DeepVision.Tiles;
using DeepVision.Wire;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class TileStoreTests
    {
        private static readonly CancellationToken Never = CancellationToken.None;
        private FakeTextures textures;
        private TileStore store;

        [SetUp]
        public void Begin()
        {
            textures = new FakeTextures();
            store = new TileStore(Specs("golden"));
        }

        [TearDown]
        public void End()
        {
            store.Dispose();
        }

        [Test]
        public void ALoadBringsEveryLayerCoarseThenFullAndReportsIt()
        {
            Assert.That(store.FinestLevel(0), Is.EqualTo(-1));
            List<LoadProgress> reports = new List<LoadProgress>();
            Task load = store.Load("golden", Open(Golden.Bytes("activations.dvx")), reports.Add, Never);
            RunUntilDone(load);
            load.WaitOrFail();
            Assert.That(Enumerable.Range(0, 3).Select(store.FinestLevel), Is.EqualTo(new[] { 0, 0, 0 }));
            LoadProgress last = reports.Last();
            Assert.That(new[] { last.Coarse, last.Full, last.Layers }, Is.EqualTo(new[] { 3, 3, 3 }));
            Assert.That(last.Bytes, Is.EqualTo(textures.Pieces.Sum(piece => piece.Data.Length)));
            Assert.That(store.Pending, Is.False);
            float scale = (float)(double)Golden.Json("activations.json")["layers"][1]["statistics"][0][0];
            Assert.That(store.ReadStatistics(1, 0).Value.Scale, Is.EqualTo(scale));
            Assert.That(textures.Tiles[8 * store.Layout(1).FirstTile], Is.EqualTo(scale));
        }

        [Test]
        public void NoFrameUploadsMoreThanAMebibyte()
        {
            Shape shape = new Shape(96, 224, 224);
            LayerEntry layer = new LayerEntry("a", shape);
            LayerSpec vector = new LayerSpec("n", "v", new Shape(20000, 1, 1));
            store = new TileStore(new[] { new LayerSpec("n", "a", shape), vector });
            Task load = store.Load(
                "n", Open(Stream(layer, 255)), progress => store.SetOrder(1, null), Never); // its figures go along
            int frames = RunUntilDone(load);
            load.WaitOrFail();
            int bytes = textures.Pieces.Sum(piece => piece.Data.Length);
            Assert.That(bytes, Is.GreaterThan(6 << 20));
            Assert.That(frames, Is.GreaterThanOrEqualTo(bytes >> 20));
        }

        [Test]
        public void ANewerLoadCancelsTheOlderAndNothingOfThatIsShownAnyMore()
        {
            SlowStream silent = new SlowStream(Golden.Bytes("cut.dvx"), 100000, null, true);
            Task older = store.Load("golden", _ => Task.FromResult<Stream>(silent), null, Never);
            Assert.That(Wait(() => silent.Position == silent.Length), Is.True);
            Task newer = store.Load("golden", Open(Golden.Bytes("activations.dvx")), null, Never);
            RunUntilDone(newer);
            newer.WaitOrFail();
            Assert.That(older.IsCanceled, Is.True);
            Assert.That(Wait(() => silent.IsDisposed), Is.True);
            Assert.That(textures.Pieces.Sum(piece => piece.Data.Length), Is.EqualTo(WholeBytes()));
        }

        [Test]
        public void WhatANewerLoadLeavesOfTheOlderIsNotUploadedAnyMore()
        {
            LayerEntry layer = new LayerEntry("a", new Shape(96, 224, 224));
            store = new TileStore(new[] { new LayerSpec("n", "a", layer.Shape) });
            Task older = store.Load("n", Open(Stream(layer, 255)), null, Never);
            Assert.That(Wait(() => { store.Update(textures); return store.FinestLevel(0) == 2; }), Is.True);
            Task newer = store.Load("n", Open(Stream(layer, 1)), null, Never);
            textures.Pieces.Clear();
            RunUntilDone(newer);
            newer.WaitOrFail();
            Assert.That(older.IsCanceled, Is.True);
            Assert.That(textures.Pieces.Where(piece => piece.Full).Select(piece => piece.Data[0]), Is.All.EqualTo(1));
        }

        [Test]
        public void ACancelledLoadEndsAsCancelled()
        {
            using (CancellationTokenSource source = new CancellationTokenSource())
            {
                SlowStream silent = new SlowStream(Golden.Bytes("cut.dvx"), 100000, null, true);
                Task load = store.Load("golden", _ => Task.FromResult<Stream>(silent), null, source.Token);
                Assert.That(Wait(() => silent.Position == silent.Length), Is.True);
                source.Cancel();
                RunUntilDone(load);
                Assert.That(load.IsCanceled, Is.True);
                Assert.That(Wait(() => silent.IsDisposed), Is.True);
            }
        }

        [Test]
        public void ALoadOfWhichOnlyTheUploadIsLeftCanBeCancelledToo()
        {
            using (CancellationTokenSource source = new CancellationTokenSource())
            {
                SlowStream stream = new SlowStream(Golden.Bytes("activations.dvx"), 100000);
                Task load = store.Load("golden", _ => Task.FromResult<Stream>(stream), null, source.Token);
                Assert.That(Wait(() => stream.IsDisposed), Is.True);
                source.Cancel();
                RunUntilDone(load);
                Assert.That(load.IsCanceled, Is.True);
                Assert.That(textures.Pieces, Is.Empty);
            }
        }

        [Test]
        public void ALoadOfAnotherNetworkGoesOn()
        {
            store = new TileStore(Specs("golden").Concat(Specs("other")).ToArray());
            Task first = store.Load("golden", Open(Golden.Bytes("activations.dvx")), null, Never);
            Task second = store.Load("other", Open(Golden.Bytes("activations.dvx")), null, Never);
            RunUntilDone(Task.WhenAll(first, second));
            first.WaitOrFail();
            second.WaitOrFail();
            Assert.That(Enumerable.Range(0, 6).Select(store.FinestLevel), Is.All.EqualTo(0));
            int version = store.Version;
            store.Forget("golden");
            Assert.That(Enumerable.Range(0, 6).Select(store.FinestLevel), Is.EqualTo(new[] { -1, -1, -1, 0, 0, 0 }));
            Assert.That(store.Version, Is.GreaterThan(version));
            Assert.That(store.ReadStatistics(0, 0), Is.Null);
        }

        [Test]
        public void AStreamThatCannotBeUsedIsTheLoadsFailure()
        {
            Task cut = store.Load("golden", Open(Golden.Bytes("cut.dvx")), null, Never);
            RunUntilDone(cut);
            ContainerException error = Assert.Throws<ContainerException>(() => cut.WaitOrFail());
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Cut));
            Task closed = store.Load("golden", _ => throw new IOException("nobody there"), null, Never);
            RunUntilDone(closed);
            Assert.Throws<IOException>(() => closed.WaitOrFail());
            Task again = store.Load("golden", Open(Golden.Bytes("activations.dvx")), null, Never);
            RunUntilDone(again);
            again.WaitOrFail();
        }

        [Test]
        public void NothingIsReadOrPackedOnTheCallersThread()
        {
            int caller = Thread.CurrentThread.ManagedThreadId;
            List<int> threads = new List<int>();
            Task load = store.Load(
                "golden",
                _ =>
                {
                    threads.Add(Thread.CurrentThread.ManagedThreadId);
                    return Task.FromResult<Stream>(new MemoryStream(Golden.Bytes("activations.dvx")));
                },
                _ => Assert.That(Thread.CurrentThread.ManagedThreadId, Is.EqualTo(caller)),
                Never);
            RunUntilDone(load);
            load.WaitOrFail();
            Assert.That(threads.Single(), Is.Not.EqualTo(caller));
        }

        [Test]
        public void AnOrderAndAPictureAreUploadedWithTheNextFrame()
        {
            store.Update(textures);
            Assert.That(store.Update(textures), Is.False);
            int first = store.Layout(1).FirstTile;
            int channels = store.Layout(1).Channels;
            store.SetOrder(1, Enumerable.Range(0, channels).Reverse().ToArray());
            textures.TileUploads.Clear();
            Assert.That(store.Update(textures), Is.True);
            Assert.That(textures.TileUploads, Is.EqualTo(new[] { new TileRange(first, first + channels) }));
            Assert.That(textures.Tiles[8 * first + 3], Is.EqualTo(channels - 1));
            store.SetPicture(1, 2, 8, 1);
            store.SetPicture(1, 1, 7, 0.5f);
            textures.TileUploads.Clear();
            Assert.That(store.Update(textures), Is.True);
            Assert.That(textures.TileUploads, Is.EqualTo(new[] { new TileRange(first + 1, first + 3) }));
            Assert.That(textures.Tiles.Skip(8 * (first + 1) + 4).Take(2), Is.EqualTo(new[] { 7, 0.5f }));
        }

        [Test]
        public void TwentyLoadsInARowLeaveNothingGrowing()
        {
            Shape shape = new Shape(32, 112, 112);
            byte[] bytes = Stream(new LayerEntry("a", shape), 255);
            store = new TileStore(new[] { new LayerSpec("n", "a", shape) });
            long early = 0;
            for (int round = 0; round < 25; round++)
            {
                textures = new FakeTextures();
                Task load = store.Load("n", Open(bytes), null, Never);
                RunUntilDone(load);
                load.WaitOrFail();
                Assert.That(store.Pending, Is.False);
                early = round == 4 ? GC.GetTotalMemory(true) : early;
            }
            textures = null;
            Assert.That(GC.GetTotalMemory(true) - early, Is.LessThan(bytes.Length)); // one load of the twenty
        }

        [Test]
        public void AfterItsEndAStoreLoadsNothing()
        {
            SlowStream silent = new SlowStream(Golden.Bytes("cut.dvx"), 100000, null, true);
            Task load = store.Load("golden", _ => Task.FromResult<Stream>(silent), null, Never);
            store.Dispose();
            Assert.That(load.IsCanceled, Is.True);
            Assert.Throws<ObjectDisposedException>(() => store.Load("golden", Open(new byte[0]), null, Never));
        }

        private static LayerSpec[] Specs(string network)
        {
            return Golden.Json("activations.json")["layers"].Select(layer => new LayerSpec(
                network,
                (string)layer["id"],
                new Shape((int)layer["shape"][0], (int)layer["shape"][1], (int)layer["shape"][2]))).ToArray();
        }

        private static Func<CancellationToken, Task<Stream>> Open(byte[] bytes)
        {
            return _ => Task.FromResult<Stream>(new MemoryStream(bytes));
        }

        /// <summary>One layer of one value, in full only; its coarse levels are made from that.</summary>
        private static byte[] Stream(LayerEntry layer, byte value)
        {
            Shape shape = layer.Shape;
            byte[] values = Enumerable.Repeat(value, shape.Channels * shape.Height * shape.Width).ToArray();
            float[][] rows = Enumerable.Repeat(new float[] { 1, -1, 1, 0 }, shape.Channels).ToArray();
            return Encode.Join(
                Encode.Header(layer),
                Encode.Statistics(0, rows),
                Encode.Frame(FrameKind.Values, values, 0, 0, shape),
                Encode.End());
        }

        /// <summary>Bytes of all pieces of the golden stream, from a store of its own.</summary>
        private static int WholeBytes()
        {
            FakeTextures own = new FakeTextures();
            using (TileStore single = new TileStore(Specs("golden")))
            {
                Task load = single.Load("golden", Open(Golden.Bytes("activations.dvx")), null, Never);
                Assert.That(Wait(() => { single.Update(own); return load.IsCompleted; }), Is.True);
            }
            return own.Pieces.Sum(piece => piece.Data.Length);
        }

        /// <summary>Frames until the task has ended; how many there were.</summary>
        private int RunUntilDone(Task task)
        {
            int frames = 0;
            bool ended = Wait(() =>
            {
                textures.BeginFrame();
                store.Update(textures);
                frames++;
                Assert.That(textures.FrameBytes, Is.EqualTo(store.UploadedBytes).And.LessThanOrEqualTo(1 << 20));
                return task.IsCompleted;
            });
            Assert.That(ended, Is.True, "the load did not end");
            return frames;
        }

        private static bool Wait(Func<bool> condition)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!condition())
            {
                if (watch.Elapsed > TimeSpan.FromSeconds(20))
                {
                    return false;
                }
                Thread.Sleep(2);
            }
            return true;
        }
    }
}
