using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Space;

namespace DeepVision.Tiles
{
    /// <summary>
    /// The feature maps on the graphics card: two arrays of texture pages and two texels of figures per tile. Used from
    /// one thread; streams are read and packed in the pool. Old values of a layer stay until its new ones are complete.
    /// </summary>
    public sealed class TileStore : IDisposable, IQueueTarget<TileLoad>
    {
        private readonly LayerTable table;
        private readonly UploadQueue<TileLoad> queue = new UploadQueue<TileLoad>();
        private readonly ChangedTiles changedTiles = new ChangedTiles();
        private readonly Dictionary<string, TileLoad> loads = new Dictionary<string, TileLoad>();
        private ITileTarget target;
        private bool disposed;

        /// <exception cref="ArgumentException">Two layers have the same network and id.</exception>
        public TileStore(IReadOnlyList<LayerSpec> layers)
        {
            table = new LayerTable(layers);
            for (int layer = 0; layer < layers.Count; layer++)
            {
                TileLayout layout = table.Layout(layer);
                changedTiles.Add(layer, layout.FirstTile, layout.Channels);
            }
        }

        public IReadOnlyList<LayerSpec> Layers => table.Layers;

        /// <summary>Texture pages that it needs, in each of the two arrays.</summary>
        public int Pages => table.Packing.Pages;

        public int Tiles => table.Packing.Tiles;

        /// <summary>Changes whenever what is on the graphics card does.</summary>
        public int Version { get; private set; }

        /// <summary>By the last <see cref="Update"/>.</summary>
        public int UploadedBytes { get; private set; }

        /// <summary>Something waits for the next <see cref="Update"/>.</summary>
        public bool Pending =>
            queue.Count > 0 || changedTiles.Any || loads.Values.Any(load => load.HasNews);

        /// <summary>Number of a layer.</summary>
        /// <exception cref="ArgumentException">There is no such layer.</exception>
        public int IndexOf(LayerName name)
        {
            return table.IndexOf(name);
        }

        /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
        public TileLayout Layout(int layer)
        {
            return table.Layout(layer);
        }

        /// <summary>The absolute value that a layer shows at full brightness, with the scale "per layer".</summary>
        public float Scale(int layer)
        {
            return table.Scale(layer);
        }

        /// <summary>The finest level of detail of a layer that may be drawn: 0 in full, 2 coarse, -1 none.</summary>
        public int FinestLevel(int layer)
        {
            Detail detail = table.DetailOf(layer);
            return detail == Detail.Full ? 0 : detail == Detail.Coarse ? 2 : -1;
        }

        /// <summary>Of what is shown now; null before values have come.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such layer or channel.</exception>
        public ChannelStatistics? ReadStatistics(int layer, int channel)
        {
            return table.ReadStatistics(layer, channel);
        }

        /// <summary>
        /// Fills the network's layers from a stream. Done when the last texel is on the graphics card, which needs
        /// <see cref="Update"/>; a newer load of the same network cancels it.
        /// </summary>
        /// <param name="open">called in the pool</param>
        /// <param name="progress">called within Update, once per frame at most; may be null</param>
        /// <exception cref="Wire.ContainerException">The stream cannot be used.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled, or a newer load took its place.</exception>
        public Task Load(
            string network,
            Func<CancellationToken, Task<Stream>> open,
            Action<LoadProgress> progress,
            CancellationToken cancellation)
        {
            if (disposed)
            {
                throw new ObjectDisposedException(nameof(TileStore));
            }
            Stop(network);
            TileLoad load = new TileLoad(network, TargetsOf(network), progress, cancellation);
            loads.Add(network, load);
            load.Start(open);
            return load.Completion;
        }

        /// <summary>Removes the values of a network; its panels are hatched. Ends its load.</summary>
        public void Forget(string network)
        {
            Stop(network);
            for (int layer = 0; layer < Layers.Count; layer++)
            {
                if (Layers[layer].Network == network)
                {
                    table.SetDetail(layer, Detail.None);
                }
            }
            Version++;
        }

        /// <summary>Sorts a layer.</summary>
        /// <param name="order"><c>order[cell]</c> is the channel shown there; null: by number</param>
        /// <exception cref="ArgumentException">It is no permutation of the layer's channels.</exception>
        public void SetOrder(int layer, int[] order)
        {
            table.SetOrder(layer, order);
            TileLayout layout = table.Layout(layer);
            changedTiles.Add(layer, layout.FirstTile, layout.Channels);
        }

        /// <summary>The channel that a cell of a layer's order shows.</summary>
        public int ChannelAt(int layer, int cell)
        {
            return table.ChannelAt(layer, cell);
        }

        /// <summary>Where a channel stands in the order of its layer.</summary>
        public int CellOf(int layer, int channel)
        {
            return table.CellOf(layer, channel);
        }

        /// <summary>Shows a picture in the tile of a channel, wherever that stands.</summary>
        /// <param name="slot">of the array of pictures; -1: none</param>
        /// <param name="share">how far it has faded in, 0…1</param>
        public void SetPicture(int layer, int channel, int slot, float share)
        {
            table.SetPicture(layer, channel, slot, share);
            changedTiles.Add(layer, table.Layout(layer).FirstTile + channel, 1);
        }

        /// <summary>Once per frame. Uploads 1 MiB at most; true when the picture changes.</summary>
        public bool Update(ITileTarget textures)
        {
            int before = Version;
            UploadedBytes = 0;
            if (loads.Count == 0 && !changedTiles.Any)
            {
                return false; // without garbage: most frames are such
            }
            target = textures;
            TileLoad[] running = loads.Values.ToArray();
            foreach (TileLoad load in running)
            {
                Receive(load);
            }
            UploadChangedTiles();
            UploadedBytes += queue.Run(UploadQueue<TileLoad>.Limit - UploadedBytes, this);
            target = null;
            foreach (TileLoad load in running)
            {
                load.Report();
                Settle(load);
            }
            return Version != before;
        }

        /// <summary>Cancels every load.</summary>
        public void Dispose()
        {
            disposed = true;
            foreach (string network in loads.Keys.ToArray())
            {
                Stop(network);
            }
        }

        void IQueueTarget<TileLoad>.Upload(Piece piece)
        {
            target.Upload(piece);
        }

        void IQueueTarget<TileLoad>.UploadTiles(TileGroup group, int first, int count)
        {
            if (first == 0)
            {
                table.Write(group);
            }
            target.UploadTiles(table.Tiles, table.Layout(group.Layer).FirstTile + first, count);
        }

        void IQueueTarget<TileLoad>.Complete(TileGroup group, TileLoad load)
        {
            table.SetDetail(group.Layer, group.Detail);
            load.Count(group);
            Version++;
        }

        private void Receive(TileLoad load)
        {
            if (load.IsCancelled)
            {
                Stop(load.Network);
                return;
            }
            TileGroup group;
            while (load.Arrived.TryDequeue(out group))
            {
                queue.Add(load, group);
                load.Waiting++;
            }
        }

        private void UploadChangedTiles()
        {
            const int tileBytes = UploadQueue<TileLoad>.TileBytes;
            int most = UploadQueue<TileLoad>.Limit / tileBytes;
            while (changedTiles.Any && most > 0)
            {
                TileRange range = changedTiles.Take(most);
                target.UploadTiles(table.Tiles, range.First, range.Count);
                UploadedBytes += range.Count * tileBytes;
                most -= range.Count;
                Version++;
            }
        }

        /// <summary>Ends a load that has failed, or of which everything has been uploaded.</summary>
        private void Settle(TileLoad load)
        {
            TileLoad present;
            bool running = loads.TryGetValue(load.Network, out present) && ReferenceEquals(present, load);
            if (!running || !load.Work.IsCompleted)
            {
                return;
            }
            bool whole = load.Work.Status == TaskStatus.RanToCompletion;
            if (whole && (load.Waiting > 0 || !load.Arrived.IsEmpty))
            {
                return;
            }
            loads.Remove(load.Network);
            queue.Drop(load);
            load.End();
        }

        private void Stop(string network)
        {
            TileLoad load;
            if (loads.TryGetValue(network, out load))
            {
                loads.Remove(network);
                queue.Drop(load);
                load.Stop();
            }
        }

        private IReadOnlyList<LayerTarget> TargetsOf(string network)
        {
            return Enumerable.Range(0, Layers.Count)
                .Where(layer => Layers[layer].Network == network)
                .Select(layer => new LayerTarget(layer, Layers[layer], table.Layout(layer)))
                .ToArray();
        }
    }
}
