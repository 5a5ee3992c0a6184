using System.Collections.Generic;
using System.Linq;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class UploadQueueTests : IQueueTarget<string>
    {
        private const int Limit = 1 << 20;
        private const int Kib = 1 << 10;
        private readonly List<string> events = new List<string>();
        private UploadQueue<string> queue;

        [SetUp]
        public void Begin()
        {
            queue = new UploadQueue<string>();
            events.Clear();
        }

        [Test]
        public void SmallGroupsShareAFrameAndACoarseOneIsNotTornApart()
        {
            queue.Add("a", Coarse(0, 300, 300));
            queue.Add("a", Coarse(1, 300, 300));
            queue.Add("a", Coarse(2, 200));
            Assert.That(Frames(), Is.EqualTo(new[] { "602: a Coarse 0", "804: a Coarse 1, a Coarse 2" }));
        }

        [Test]
        public void AFullGroupIsSpreadOverFrames()
        {
            queue.Add("a", Full(0, 600, 600, 424));
            queue.Add("a", Full(1, 10));
            Assert.That(Frames(), Is.EqualTo(new[] { "600: ", "1024: a Full 0", "10: a Full 1" }));
        }

        [Test]
        public void ACoarseGroupLargerThanAFrameIsTornApartRatherThanWaitingForEver()
        {
            queue.Add("a", Coarse(0, 600, 600));
            Assert.That(Frames(), Is.EqualTo(new[] { "600: ", "602: a Coarse 0" }));
        }

        [Test]
        public void TheFiguresOfVeryManyTilesAreSpreadToo()
        {
            queue.Add("a", TileGroup.Coarse(0, new float[4 * 40000], new float[0], new Piece[0]));
            Assert.That(Frames(), Is.EqualTo(new[] { "1024: ", "226: a Coarse 0" }));
        }

        [Test]
        public void AnOwnerTakesBackWhatIsNotUploaded()
        {
            queue.Add("a", Full(0, 600, 600));
            queue.Add("b", Full(1, 1));
            queue.Run(Limit, this);
            queue.Drop("a");
            Assert.That(Frames(), Is.EqualTo(new[] { "1: b Full 1" }));
        }

        void IQueueTarget<string>.Upload(Piece piece)
        {
        }

        void IQueueTarget<string>.UploadTiles(TileGroup group, int first, int count)
        {
            Assert.That(count, Is.GreaterThan(0));
            Assert.That(first + count, Is.LessThanOrEqualTo(group.Tiles));
        }

        void IQueueTarget<string>.Complete(TileGroup group, string owner)
        {
            events.Add($"{owner} {group.Detail} {group.Layer}");
        }

        /// <summary>
        /// Runs frames until nothing is left: KiB that each uploaded, and what was complete after it.
        /// </summary>
        private List<string> Frames()
        {
            List<string> frames = new List<string>();
            while (queue.Count > 0)
            {
                events.Clear();
                int bytes = queue.Run(Limit, this);
                Assert.That(bytes, Is.GreaterThan(0).And.LessThanOrEqualTo(Limit));
                frames.Add($"{bytes / Kib}: {string.Join(", ", events)}");
            }
            return frames;
        }

        /// <summary>With 64 tiles: 2 KiB of figures.</summary>
        private static TileGroup Coarse(int layer, params int[] kibs)
        {
            return TileGroup.Coarse(layer, new float[4 * 64], new float[2 * 64], Pieces(kibs));
        }

        private static TileGroup Full(int layer, params int[] kibs)
        {
            return TileGroup.Full(layer, Pieces(kibs));
        }

        private static Piece[] Pieces(int[] kibs)
        {
            return kibs.Select(kib => new Piece(true, 0, 0, 0, 0, kib * Kib, 1)).ToArray();
        }
    }
}
