using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Session
{
    /// <summary>
    /// Feature visualization of the layers: starts the server's jobs, asks how far they are, and puts the pictures into
    /// the tiles as they come. A lost connection interrupts it only. Used from one thread; nothing throws.
    /// </summary>
    public sealed class FeatureVisualizations : IDisposable
    {
        private const float PollSeconds = 0.5f;
        private const float FadeSeconds = 0.3f;

        /// <summary>Pictures that are handed over in one frame: half a mebibyte.</summary>
        private const int MostPerFrame = 8;
        private readonly WalkSession session;
        private readonly Dictionary<LayerName, FeatureVisualization> layers =
            new Dictionary<LayerName, FeatureVisualization>();
        private readonly PictureSlots slots;
        private readonly List<TileFade> fading = new List<TileFade>();
        private CancellationTokenSource life = new CancellationTokenSource();
        private PictureFetcher fetcher;

        /// <param name="session">whose layers these are</param>
        /// <param name="slotCount">cells of the picture array: 64 per page of 1024²</param>
        public FeatureVisualizations(WalkSession session, int slotCount)
        {
            this.session = session;
            slots = new PictureSlots(slotCount);
            fetcher = new PictureFetcher(session.Api, session.Notice);
            session.HallChanged += Clear;
        }

        /// <summary>A layer's visualization is further, waits, or has ended.</summary>
        public event Action<FeatureVisualization> Changed;

        /// <summary>
        /// A picture of 128 × 128 pixels belongs into this cell of the picture array, now: raised within
        /// <see cref="Update"/>, a few times per frame at most.
        /// </summary>
        public event Action<int, PixelBuffer> SlotFilled;

        /// <summary>A tile shows its feature map again: its cell was needed for another picture.</summary>
        public event Action<PictureSlot> SlotFreed;

        /// <summary>Those that were asked for.</summary>
        public IReadOnlyCollection<FeatureVisualization> All => layers.Values;

        /// <summary>Pictures that are shown in tiles.</summary>
        public int Shown => slots.Taken;

        /// <summary>The visualization of a layer; one that was never asked for has the state None.</summary>
        /// <exception cref="ArgumentException">There is no such layer.</exception>
        public FeatureVisualization Of(LayerName layer)
        {
            FeatureVisualization found;
            if (!layers.TryGetValue(layer, out found))
            {
                int index = session.Store.IndexOf(layer);
                found = new FeatureVisualization(layer, index, session.Store.Layers[index].Shape);
                layers.Add(layer, found);
            }

            return found;
        }

        /// <summary>Starts the work for a layer, unless it is under way.</summary>
        /// <param name="layer">which</param>
        /// <param name="channels">which of its channels, in this order; null: all</param>
        /// <param name="preset">the server's name of a way to do it; null: its default</param>
        public void Start(LayerName layer, IReadOnlyList<int> channels = null, string preset = null)
        {
            FeatureVisualization visualization = Of(layer);
            if (visualization.IsActive)
            {
                return;
            }

            NetworkWalk walk = session.Walk(layer.Network);
            CancellationToken token = life.Token;
            visualization.Begin(() => walk.Ask(run => session.Api.VisualizeFeatures(
                layer.Network, layer.Layer, new FeatureVisualizationRequest(channels, preset, null, run), token)));
            Changed?.Invoke(visualization);
            Ask(visualization, token, visualization.Request);
        }

        /// <summary>Stops the work for a layer; what was made stays.</summary>
        public void Cancel(LayerName layer)
        {
            FeatureVisualization visualization = Of(layer);
            if (!visualization.IsActive)
            {
                return;
            }

            string job = visualization.Job;
            visualization.Enter(VisualizationState.Cancelled, null);
            Changed?.Invoke(visualization);
            if (job != null)
            {
                TellCancelled(job, life.Token);
            }
        }

        /// <summary>
        /// Somebody comes to a layer's pictures: they keep their cells, and missing ones are fetched again. Not needed
        /// in every frame.
        /// </summary>
        public void Wish(LayerName layer)
        {
            FeatureVisualization visualization = Of(layer);
            foreach (JobItem item in visualization.Items.Values)
            {
                if (slots.Find(visualization.Index, item.Channel) < 0 && slots.HasRoom(visualization.Index))
                {
                    fetcher.Wish(visualization, item.Channel, item.Image);
                }
            }
        }

        /// <summary>Lets time pass: asks how far the jobs are, and hands over pictures that have come.</summary>
        public void Update(float seconds)
        {
            if (session.Connection.State == ConnectionState.Connected)
            {
                foreach (FeatureVisualization visualization in layers.Values.ToArray())
                {
                    Poll(visualization, seconds);
                }

                fetcher.Update();
            }
            else
            {
                Wait();
            }

            PictureWish wish;
            for (int i = 0; i < MostPerFrame && fetcher.TryTake(out wish); i++)
            {
                Place(wish);
            }

            Fade(seconds);
        }

        public void Dispose()
        {
            session.HallChanged -= Clear;
            life.Cancel();
            fetcher.Dispose();
        }

        /// <summary>Other networks stand: what was made belongs to none of them.</summary>
        private void Clear()
        {
            life.Cancel();
            life = new CancellationTokenSource();
            fetcher.Dispose();
            fetcher = new PictureFetcher(session.Api, session.Notice);
            layers.Clear();
            slots.Clear();
            fading.Clear();
        }

        private void Poll(FeatureVisualization visualization, float seconds)
        {
            if (!visualization.IsActive || visualization.IsAsked)
            {
                return;
            }

            visualization.SecondsToPoll -= seconds;
            if (visualization.SecondsToPoll > 0)
            {
                return;
            }

            CancellationToken token = life.Token;
            if (visualization.Job == null)
            {
                Ask(visualization, token, visualization.Request); // the server went away before it had begun
            }
            else
            {
                Ask(visualization, token, () => session.Api.Job(visualization.Job, token));
            }
        }

        private void Wait()
        {
            foreach (FeatureVisualization visualization in layers.Values)
            {
                if (visualization.IsActive && visualization.State != VisualizationState.Waiting)
                {
                    visualization.Enter(VisualizationState.Waiting, session.Connection.Message);
                    Changed?.Invoke(visualization);
                }
            }
        }

        /// <summary>Left to itself: it reports by what it changes.</summary>
        private async void Ask(FeatureVisualization visualization, CancellationToken token, Func<Task<Job>> ask)
        {
            Func<Task<Job>> request = visualization.Request;
            bool isFirst = visualization.Job == null;
            visualization.IsAsked = true;
            Job job = null;
            Exception failure = null;
            try
            {
                job = await ask();
            }
            catch (Exception error) // whatever it is, a person has to be told
            {
                failure = error;
            }

            if (token.IsCancellationRequested)
            {
                return;
            }

            bool isWanted = visualization.IsActive && visualization.Request == request;
            if (!isWanted)
            {
                if (job != null && isFirst)
                {
                    TellCancelled(job.Id, token); // the visitor stopped it before the server had said its name
                }

                return;
            }

            visualization.IsAsked = false;
            visualization.SecondsToPoll = PollSeconds;
            if (failure == null)
            {
                Accept(visualization, job);
            }
            else
            {
                Fail(visualization, failure);
            }

            Changed?.Invoke(visualization);
        }

        private void Accept(FeatureVisualization visualization, Job job)
        {
            foreach (JobItem item in visualization.Accept(job))
            {
                if (slots.Find(visualization.Index, item.Channel) >= 0 || slots.HasRoom(visualization.Index))
                {
                    fetcher.Wish(visualization, item.Channel, item.Image);
                }
            }
        }

        private void Fail(FeatureVisualization visualization, Exception error)
        {
            bool away = Failure.MeansAway(error);
            string message = Failure.TextOf(error);
            visualization.Enter(away ? VisualizationState.Waiting : VisualizationState.Failed, message);
            session.Notice(error);
        }

        /// <summary>Left to itself: whether the server hears it or not, the visitor has stopped it.</summary>
        private async void TellCancelled(string job, CancellationToken token)
        {
            try
            {
                await session.Api.CancelJob(job, token);
            }
            catch (Exception error)
            {
                session.Notice(error);
            }
        }

        private void Place(PictureWish wish)
        {
            if (wish.IsStale)
            {
                fetcher.Wish(wish.Visualization, wish.Channel, wish.Visualization.Items[wish.Channel].Image);
                return;
            }

            PictureSlot? freed;
            int index = wish.Visualization.Index;
            bool isShown = slots.Find(index, wish.Channel) >= 0;
            int slot = slots.Take(index, wish.Channel, out freed);
            if (slot < 0)
            {
                return;
            }

            if (freed.HasValue)
            {
                fading.RemoveAll(fade => fade.Place.Slot == slot);
                session.Store.SetPicture(freed.Value.Layer, freed.Value.Channel, -1, 0);
                SlotFreed?.Invoke(freed.Value);
            }

            SlotFilled?.Invoke(slot, wish.Picture);
            if (isShown)
            {
                return; // a later state of what the tile shows: it must not fade out of the feature map again
            }

            fading.RemoveAll(fade => fade.Place.Slot == slot);
            fading.Add(new TileFade(new PictureSlot(index, wish.Channel, slot)));
        }

        private void Fade(float seconds)
        {
            foreach (TileFade fade in fading)
            {
                fade.Share = Math.Min(1, fade.Share + seconds / FadeSeconds);
                session.Store.SetPicture(fade.Place.Layer, fade.Place.Channel, fade.Place.Slot, fade.Share);
            }

            fading.RemoveAll(fade => fade.Share >= 1);
        }
    }
}
