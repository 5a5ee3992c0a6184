using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;

namespace DeepVision.Session
{
    /// <summary>
    /// Finds the server and learns what it has; notices when it goes, and tries again with growing pauses until it is
    /// back. Everything a person has to know is here to be read; nothing blocks or throws.
    /// </summary>
    public sealed class Connection : IDisposable
    {
        private const float FirstPause = 0.5f;
        private const float LongestPause = 5;

        /// <summary>How often a server that nobody asks anything is looked after.</summary>
        private const float CheckSeconds = 5;
        private readonly ApiClient api;
        private readonly CancellationTokenSource life = new CancellationTokenSource();
        private float pause = FirstPause;
        private float secondsToCheck;

        public Connection(ApiClient api)
        {
            this.api = api;
        }

        /// <summary>Anything here has changed.</summary>
        public event Action Changed;

        /// <summary>The server answers: for the first time, again, or with other networks than before.</summary>
        public event Action Established;

        public ConnectionState State { get; private set; } = ConnectionState.Connecting;

        /// <summary>What happened and what to do; null while connecting and connected.</summary>
        public string Message { get; private set; }

        /// <summary>Whether a request is under way.</summary>
        public bool IsTrying { get; private set; }

        /// <summary>Requests in vain since the server last answered.</summary>
        public int Attempts { get; private set; }

        /// <summary>Until it is tried again by itself; 0: it is not, or it is being tried.</summary>
        public float SecondsToRetry { get; private set; }

        /// <summary>What the server has; null until it has answered. Stays while the connection is lost.</summary>
        public HallFacts Facts { get; private set; }

        /// <summary>Where the server is looked for.</summary>
        public Uri Address => api.Address;

        /// <summary>Asks now, without waiting for the pause to end.</summary>
        public void Retry()
        {
            pause = FirstPause;
            Try();
        }

        /// <summary>Somebody found that the server does not answer any more.</summary>
        public void Lose(string message)
        {
            if (State != ConnectionState.Connected)
            {
                return;
            }

            pause = FirstPause;
            Attempts = 0;
            WaitAs(ConnectionState.Lost, message);
        }

        /// <summary>Lets time pass.</summary>
        public void Update(float seconds)
        {
            if (State == ConnectionState.Connected)
            {
                secondsToCheck -= seconds;
                if (secondsToCheck <= 0)
                {
                    Check();
                }
            }
            else if (SecondsToRetry > 0)
            {
                SecondsToRetry -= seconds;
                if (SecondsToRetry <= 0)
                {
                    Try();
                }
            }
        }

        public void Dispose()
        {
            life.Cancel();
        }

        /// <summary>Starts a request and leaves it to itself: it reports by what it changes here.</summary>
        private async void Try()
        {
            if (IsTrying || life.IsCancellationRequested)
            {
                return;
            }

            IsTrying = true;
            SecondsToRetry = 0;
            Changed?.Invoke();
            HallFacts facts = null;
            Exception failure = null;
            try
            {
                facts = await Learn(life.Token);
            }
            catch (Exception error) // whatever it is, a person has to be told
            {
                failure = error;
            }

            IsTrying = false;
            if (life.IsCancellationRequested)
            {
                return;
            }

            if (failure == null)
            {
                Establish(facts);
            }
            else
            {
                Fail(failure);
            }
        }

        /// <summary>Left to itself: it reports by what it changes here.</summary>
        private async void Check()
        {
            secondsToCheck = float.PositiveInfinity; // one at a time
            try
            {
                await api.Server(life.Token);
            }
            catch (Exception error) // the next request would meet it too
            {
                if (State == ConnectionState.Connected && !life.IsCancellationRequested)
                {
                    Fail(error);
                }
            }

            secondsToCheck = CheckSeconds;
        }

        private async Task<HallFacts> Learn(CancellationToken cancellation)
        {
            Server server = await api.Server(cancellation);
            Networks listed = await api.Networks(cancellation);
            List<Network> networks = new List<Network>();
            foreach (NetworkSummary summary in listed.Items)
            {
                networks.Add(await api.Network(summary.Id, null, cancellation));
            }

            Datasets datasets = await api.Datasets(cancellation);
            return new HallFacts(server, networks, listed.Failures, datasets.Items);
        }

        private void Establish(HallFacts facts)
        {
            bool same = Facts != null && Facts.ShowsTheSameAs(facts);
            Facts = same ? Facts : facts;
            State = ConnectionState.Connected;
            Message = null;
            Attempts = 0;
            pause = FirstPause;
            secondsToCheck = CheckSeconds;
            Established?.Invoke();
            Changed?.Invoke();
        }

        private void Fail(Exception error)
        {
            Attempts++;
            string message = Failure.TextOf(error);
            if (error is VersionException)
            {
                Stop(ConnectionState.WrongVersion, message);
            }
            else if (Failure.MeansAway(error))
            {
                WaitAs(Facts == null ? ConnectionState.Unreachable : ConnectionState.Lost, message);
            }
            else
            {
                Stop(ConnectionState.Broken, message);
            }
        }

        /// <summary>Trying again by itself would not help; a person can.</summary>
        private void Stop(ConnectionState state, string message)
        {
            State = state;
            Message = message;
            Changed?.Invoke();
        }

        private void WaitAs(ConnectionState state, string message)
        {
            State = state;
            Message = message;
            SecondsToRetry = pause;
            pause = Math.Min(LongestPause, 2 * pause);
            Changed?.Invoke();
        }
    }
}
