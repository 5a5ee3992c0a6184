using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Painting;

namespace DeepVision.Session
{
    /// <summary>Fetches generated pictures, a few at a time, and decodes them off the main thread.</summary>
    internal sealed class PictureFetcher : IDisposable
    {
        /// <summary>Pixels of a cell's side.</summary>
        public const int Side = 128;
        private const int MostAtOnce = 4;
        private readonly ApiClient api;
        private readonly Action<Exception> failed;
        private readonly CancellationTokenSource life = new CancellationTokenSource();
        private readonly LinkedList<PictureWish> wishes = new LinkedList<PictureWish>();
        private readonly HashSet<(int Layer, int Channel)> known = new HashSet<(int Layer, int Channel)>();
        private readonly Queue<PictureWish> arrived = new Queue<PictureWish>();
        private int underWay;

        /// <param name="api">the server</param>
        /// <param name="failed">is told what a request threw</param>
        public PictureFetcher(ApiClient api, Action<Exception> failed)
        {
            this.api = api;
            this.failed = failed;
        }

        /// <summary>Asks for a picture, unless it is on its way already.</summary>
        public void Wish(FeatureVisualization visualization, int channel, string image)
        {
            if (known.Add((visualization.Index, channel)))
            {
                wishes.AddLast(new PictureWish(visualization, channel, image));
            }
        }

        /// <summary>Starts what may start.</summary>
        public void Update()
        {
            while (underWay < MostAtOnce && wishes.Count > 0)
            {
                PictureWish wish = wishes.First.Value;
                wishes.RemoveFirst();
                Fetch(wish);
            }
        }

        /// <summary>Takes a picture that has come.</summary>
        public bool TryTake(out PictureWish wish)
        {
            wish = arrived.Count > 0 ? arrived.Dequeue() : null;
            if (wish == null)
            {
                return false;
            }

            known.Remove((wish.Visualization.Index, wish.Channel));
            return true;
        }

        public void Dispose()
        {
            life.Cancel();
            wishes.Clear();
            arrived.Clear();
        }

        /// <summary>
        /// The centre of a picture that fills a tile, squeezed into the square of a cell: the tile stretches it back.
        /// </summary>
        /// <param name="picture">of any shape</param>
        /// <param name="aspect">width of the tile divided by its height</param>
        internal static PixelBuffer Fitted(PixelBuffer picture, float aspect)
        {
            float share = (float)picture.Width / picture.Height / aspect;
            float width = Side * Math.Max(1, share);
            float height = Side * Math.Max(1, 1 / share);
            PixelBuffer fitted = new PixelBuffer(Side, Side);
            fitted.Draw(picture, new Area((Side - width) / 2, (Side - height) / 2, width, height));
            return fitted;
        }

        /// <summary>Left to itself: it reports by what arrives.</summary>
        private async void Fetch(PictureWish wish)
        {
            underWay++;
            Exception failure = null;
            try
            {
                byte[] file = await api.Picture(wish.Image, Side, life.Token);
                wish.Picture = await Task.Run(() => Fitted(Png.Read(file), wish.Visualization.Aspect));
            }
            catch (Exception error) // one picture that fails must not stop the others
            {
                failure = error;
            }

            underWay--;
            if (life.IsCancellationRequested)
            {
                return;
            }

            if (failure == null)
            {
                arrived.Enqueue(wish);
                return;
            }

            failed(failure);
            if (Failure.MeansAway(failure))
            {
                wishes.AddFirst(wish); // it goes on when the server is back: Update is not called before
                return;
            }

            known.Remove((wish.Visualization.Index, wish.Channel));
            if (wish.IsStale)
            {
                Wish(wish.Visualization, wish.Channel, wish.Visualization.Items[wish.Channel].Image);
                return;
            }

            wish.Visualization.Unfetched++;
        }
    }
}
