using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Space;
using DeepVision.Tiles;

namespace DeepVision.Session
{
    /// <summary>
    /// What is shown to whom: the server, the networks that stand, the picture in them, and which channels are switched
    /// off. Used from one thread; <see cref="Update"/> starts what is due, and everything that can go wrong is here to
    /// be read. Another address is another session.
    /// </summary>
    public sealed class WalkSession : IDisposable
    {
        private readonly CancellationTokenSource life = new CancellationTokenSource();
        private readonly List<ChannelChange> changes = new List<ChannelChange>();
        private HallFacts standing;
        private bool showAll;
        private bool showWaiting;
        private bool showFailed;

        /// <param name="api">the server; the session disposes it</param>
        public WalkSession(ApiClient api)
        {
            Api = api;
            Connection = new Connection(api);
            Connection.Established += Establish;
        }

        /// <summary>Other networks stand than before, or the first ones: Networks and Store are new.</summary>
        public event Action HallChanged;

        /// <summary>Another picture is in the networks.</summary>
        public event Action ImageChanged;

        /// <summary>A network has run: predictions and true class are known, activations follow.</summary>
        public event Action<NetworkWalk> RunChanged;

        /// <summary>A network is further on its way, waits, or has failed.</summary>
        public event Action<NetworkWalk> WorkChanged;

        public ApiClient Api { get; }

        public Connection Connection { get; }

        /// <summary>What the visitor did. Moves of panels belong here too.</summary>
        public UndoHistory History { get; } = new UndoHistory();

        /// <summary>What stands; null until the server has answered.</summary>
        public HallFacts Facts => standing;

        /// <summary>The networks that stand; none until the server has answered.</summary>
        public IReadOnlyList<NetworkWalk> Networks { get; private set; } = new NetworkWalk[0];

        /// <summary>Where the activations are; null until the server has answered. Who draws updates it.</summary>
        public TileStore Store { get; private set; }

        /// <summary>Id of the picture that is in the networks; null before the first.</summary>
        public string Image { get; private set; }

        /// <summary>What is kept of the picture that is in the networks.</summary>
        public FilteredPicture Kept => FilteredPicture.Read(Image ?? "");

        /// <summary>Channels that are switched off, in the order in which they were.</summary>
        public IReadOnlyList<ChannelChange> Changes => changes;

        /// <summary>Which layer of a network is loaded first; null: the input.</summary>
        public Func<string, string> NearestLayer { get; set; }

        /// <summary>Looks for the server.</summary>
        public void Start()
        {
            Connection.Retry();
        }

        /// <summary>Lets time pass: tries again what is due, and sends pictures that were chosen.</summary>
        public void Update(float seconds)
        {
            Connection.Update(seconds);
            if (Connection.State != ConnectionState.Connected || Image == null)
            {
                return;
            }

            bool all = showAll;
            bool waiting = showWaiting;
            bool failed = showFailed;
            showAll = false;
            showWaiting = false;
            showFailed = false;
            foreach (NetworkWalk walk in Networks)
            {
                if (all || (waiting && walk.Phase == WorkPhase.Waiting) || (failed && walk.Phase == WorkPhase.Failed))
                {
                    Run(walk);
                }
            }
        }

        /// <summary>A network that stands; null if there is none.</summary>
        public NetworkWalk Walk(string network)
        {
            return Networks.FirstOrDefault(walk => walk.Network.Id == network);
        }

        /// <summary>
        /// Puts a picture into every network; of a whole one what is kept of the one before. Can be undone.
        /// </summary>
        /// <param name="image">its id</param>
        public void Show(string image)
        {
            FilteredPicture picture = FilteredPicture.Read(image);
            bool whole = picture.Band == FrequencyBand.All;
            string kept = whole ? new FilteredPicture(image, Kept.Band, Kept.Cutoff).Id : image;
            Change(kept, "picture " + image);
        }

        /// <summary>Keeps these frequencies of the picture, and of those that are shown next. Can be undone.</summary>
        /// <param name="band">which ones</param>
        /// <param name="cutoff">in periods per picture</param>
        public void Keep(FrequencyBand band, double cutoff)
        {
            if (Image != null)
            {
                Change(new FilteredPicture(Kept.Source, band, cutoff).Id, "frequencies");
            }
        }

        /// <summary>Sends the picture again through the networks where it failed.</summary>
        public void ShowAgain()
        {
            showFailed = true;
        }

        /// <summary>Switches a channel off, or on again. Can be undone.</summary>
        public void Toggle(LayerName layer, int channel)
        {
            ChannelChange change = new ChannelChange(layer, channel);
            string how = IsSwitchedOff(layer, channel) ? "on" : "off";
            History.Do($"{layer.Layer} channel {channel} {how}", () => Flip(change), () => Flip(change));
        }

        public bool IsSwitchedOff(LayerName layer, int channel)
        {
            return changes.Contains(new ChannelChange(layer, channel));
        }

        /// <summary>The distribution of a layer's activations.</summary>
        public Request<Histogram> ActivationHistogram(LayerName layer)
        {
            return Ask(() => WalkOf(layer).Ask(run => Api.Histogram(run, layer.Layer, life.Token)));
        }

        /// <summary>The distribution of a layer's weights.</summary>
        public Request<Histogram> WeightsHistogram(LayerName layer)
        {
            return Ask(() => Api.WeightsHistogram(layer.Network, layer.Layer, life.Token));
        }

        /// <summary>What feature visualization of a layer takes.</summary>
        public Request<FeatureVisualizationPlan> VisualizationPlan(LayerName layer)
        {
            return Ask(() => Api.VisualizationPlan(layer.Network, layer.Layer, life.Token));
        }

        /// <summary>A feature map with its exact values.</summary>
        public Request<Channel> ExactChannel(LayerName layer, int channel)
        {
            return Ask(() => WalkOf(layer).Ask(run => Api.Channel(run, layer.Layer, channel, life.Token)));
        }

        /// <summary>A picture, decoded; its longer side has at most so many pixels.</summary>
        public Request<PixelBuffer> Picture(string image, int size)
        {
            return Ask(() => Decoded(image, size));
        }

        /// <summary>A page of a data set.</summary>
        public Request<DatasetImages> DatasetImages(string dataset, int offset, int limit)
        {
            return Ask(() => Api.DatasetImages(dataset, offset, limit, life.Token));
        }

        /// <summary>White noise of the first network's input size.</summary>
        public Request<Image> Noise(long seed)
        {
            return Ask(() => MakeNoise(seed));
        }

        /// <summary>Asks the server something; a server that is away is noticed.</summary>
        public Request<T> Ask<T>(Func<Task<T>> ask)
        {
            return Request<T>.Of(ask, Notice);
        }

        /// <summary>Tells the connection if this error says that nobody answers.</summary>
        internal void Notice(Exception error)
        {
            if (Failure.MeansAway(error))
            {
                Connection.Lose(Failure.TextOf(error));
            }
        }

        public void Dispose()
        {
            life.Cancel();
            Connection.Dispose();
            TakeDown();
            Api.Dispose();
        }

        private NetworkWalk WalkOf(LayerName layer)
        {
            return Walk(layer.Network) ?? throw new InvalidOperationException(
                $"The network {layer.Network} does not stand in the hall any more.");
        }

        private async Task<PixelBuffer> Decoded(string image, int size)
        {
            byte[] file = await Api.Picture(image, size, life.Token);
            return await Task.Run(() => Png.Read(file));
        }

        private Task<Image> MakeNoise(long seed)
        {
            if (Networks.Count == 0)
            {
                throw new InvalidOperationException("No network stands in the hall yet.");
            }

            MapSize size = Networks[0].Network.InputSize;
            return Api.Noise(seed, size.Width, size.Height, life.Token);
        }

        private void Establish()
        {
            showWaiting = true;
            if (ReferenceEquals(standing, Connection.Facts))
            {
                return;
            }

            TakeDown();
            standing = Connection.Facts;
            Store = new TileStore(standing.Layers);
            Networks = standing.Networks.Select(NewWalk).ToArray();
            changes.Clear();
            History.Clear();
            Image = null; // the other server need not know it
            HallChanged?.Invoke();
            ShowFirstPicture();
        }

        private NetworkWalk NewWalk(Network network)
        {
            NetworkWalk walk = new NetworkWalk(Api, Store, network, Connection.Lose);
            walk.RunChanged += one => RunChanged?.Invoke(one);
            walk.Changed += one => WorkChanged?.Invoke(one);
            return walk;
        }

        private void TakeDown()
        {
            foreach (NetworkWalk walk in Networks)
            {
                walk.End();
            }

            Networks = new NetworkWalk[0];
            Store?.Dispose();
            Store = null;
        }

        /// <summary>The hall is never empty: until the visitor picks one, the first picture is in it.</summary>
        private void ShowFirstPicture()
        {
            if (standing.Datasets.Count == 0)
            {
                Noise(0).WhenEnded(request => DisplayFirst(request.Value?.Id));
                return;
            }

            DatasetImages(standing.Datasets[0].Id, 0, 1)
                .WhenEnded(request => DisplayFirst(request.Value?.Images.FirstOrDefault()?.Image));
        }

        private void DisplayFirst(string image)
        {
            if (Image == null && image != null)
            {
                Display(image);
            }
        }

        private void Change(string image, string what)
        {
            string before = Image;
            Display(image);
            if (before != null && before != image)
            {
                History.Add(what, () => Display(before));
            }
        }

        private void Display(string image)
        {
            bool changed = Image != image;
            Image = image;
            showAll = true;
            if (changed)
            {
                ImageChanged?.Invoke();
            }
        }

        private void Flip(ChannelChange change)
        {
            if (!changes.Remove(change))
            {
                changes.Add(change);
            }

            showAll = true;
        }

        /// <summary>Left to itself: a walk reports by what it changes.</summary>
        private async void Run(NetworkWalk walk)
        {
            string network = walk.Network.Id;
            Intervention[] off = changes
                .Where(change => change.Layer.Network == network)
                .Select(change => new Intervention(change.Layer.Layer, change.Channel))
                .ToArray();
            string near = NearestLayer?.Invoke(network) ?? walk.Network.Nodes[0].Id;
            await walk.Show(Image, off, near);
        }
    }
}
