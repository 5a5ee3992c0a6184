using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Tiles;

namespace DeepVision.Session
{
    /// <summary>
    /// One network and the picture in it: sends the picture, loads the activations, tells how far it is.
    /// </summary>
    public sealed class NetworkWalk
    {
        /// <summary>How often a stream that breaks off is begun again before the visitor is told.</summary>
        private const int MostAttempts = 5;
        private readonly ApiClient api;
        private readonly TileStore store;
        private readonly Action<string> lost;
        private CancellationTokenSource running = new CancellationTokenSource();
        private IReadOnlyList<Intervention> interventions = new Intervention[0];

        /// <param name="api">the server</param>
        /// <param name="store">where the activations go</param>
        /// <param name="network">which network</param>
        /// <param name="lost">called with words when nobody answers any more</param>
        internal NetworkWalk(ApiClient api, TileStore store, Network network, Action<string> lost)
        {
            this.api = api;
            this.store = store;
            this.lost = lost;
            Network = network;
        }

        /// <summary>Anything but the run has changed.</summary>
        public event Action<NetworkWalk> Changed;

        /// <summary>Another run is there: predictions and true class are known, activations follow.</summary>
        public event Action<NetworkWalk> RunChanged;

        public Network Network { get; }

        /// <summary>The last forward pass; null before the first.</summary>
        public Run Run { get; private set; }

        public WorkPhase Phase { get; private set; }

        /// <summary>How many layers are shown.</summary>
        public LoadProgress Progress { get; private set; }

        /// <summary>1 the first time; more after a stream broke off.</summary>
        public int Attempt { get; private set; }

        /// <summary>Why it waits or failed; null otherwise.</summary>
        public string Message { get; private set; }

        /// <summary>
        /// Asks something about the run. A run that the server has forgotten is made again, once. Throws what the
        /// question throws.
        /// </summary>
        /// <param name="ask">gets the id of the run</param>
        /// <exception cref="InvalidOperationException">No picture has gone through the network yet.</exception>
        public async Task<T> Ask<T>(Func<string, Task<T>> ask)
        {
            Run asked = Run ?? throw new InvalidOperationException(
                $"No picture has gone through {Network.Name} yet. Put one into the canvas first.");
            IReadOnlyList<Intervention> changes = interventions;
            try
            {
                return await ask(asked.Id);
            }
            catch (ApiException error)
            {
                if (!Failure.MeansForgottenRun(error))
                {
                    throw;
                }
            }

            Run again = await api.Run(Network.Id, asked.Image, changes, CancellationToken.None);
            return await ask(again.Id);
        }

        /// <summary>Sends a picture through. A newer call ends an older one. Never throws.</summary>
        /// <param name="image">id of the picture</param>
        /// <param name="changes">channels that are switched off</param>
        /// <param name="near">the layer that is loaded first</param>
        internal async Task Show(string image, IReadOnlyList<Intervention> changes, string near)
        {
            End();
            CancellationTokenSource mine = new CancellationTokenSource();
            running = mine;
            interventions = changes;
            Progress = default(LoadProgress);
            Attempt = 0;
            Exception failure;
            do
            {
                Attempt++;
                failure = await RunAndLoad(image, near, mine.Token);
                if (mine.IsCancellationRequested)
                {
                    return;
                }
            }
            while (Attempt < MostAttempts && Failure.MeansCut(failure));

            if (failure == null)
            {
                Enter(WorkPhase.Shown, null);
            }
            else
            {
                Fail(failure);
            }
        }

        /// <summary>Ends what is under way.</summary>
        internal void End()
        {
            running.Cancel();
        }

        /// <summary>What went wrong; null: nothing.</summary>
        private async Task<Exception> RunAndLoad(string image, string near, CancellationToken cancellation)
        {
            try
            {
                Enter(WorkPhase.Running, null);
                Run run = await api.Run(Network.Id, image, interventions, cancellation);
                cancellation.ThrowIfCancellationRequested();
                Run = run;
                RunChanged?.Invoke(this);
                Enter(WorkPhase.Loading, null);
                await store.Load(
                    Network.Id,
                    token => api.Activations(run.Id, near, token),
                    progress => Report(progress, cancellation),
                    cancellation);
                return null;
            }
            catch (Exception error) // whatever it is, a person has to be told
            {
                return error;
            }
        }

        private void Report(LoadProgress progress, CancellationToken cancellation)
        {
            if (!cancellation.IsCancellationRequested)
            {
                Progress = progress;
                Changed?.Invoke(this);
            }
        }

        private void Fail(Exception error)
        {
            bool away = Failure.MeansAway(error);
            string message = Failure.TextOf(error);
            Enter(away ? WorkPhase.Waiting : WorkPhase.Failed, message);
            if (away)
            {
                lost(message);
            }
        }

        private void Enter(WorkPhase phase, string message)
        {
            Phase = phase;
            Message = message;
            Changed?.Invoke(this);
        }
    }
}
