using System;
using System.Threading.Tasks;

namespace DeepVision.Session
{
    /// <summary>
    /// An answer that is on its way: something a sheet can show while it waits, when it is there, and when it failed.
    /// </summary>
    /// <typeparam name="T">what is asked for</typeparam>
    public sealed class Request<T>
    {
        private Action<Request<T>> waiting;

        private Request()
        {
        }

        public bool IsPending { get; private set; } = true;

        /// <summary>The answer; the default of T before it is there and when it failed.</summary>
        public T Value { get; private set; }

        /// <summary>Why it failed and what to do; null otherwise.</summary>
        public string Message { get; private set; }

        public bool HasValue => !IsPending && Message == null;

        /// <summary>Calls back when it was answered or has failed; at once if it has already.</summary>
        public void WhenEnded(Action<Request<T>> use)
        {
            if (IsPending)
            {
                waiting += use;
            }
            else
            {
                use(this);
            }
        }

        /// <summary>Asks.</summary>
        /// <param name="ask">the question; may throw</param>
        /// <param name="failed">is told what it threw</param>
        internal static Request<T> Of(Func<Task<T>> ask, Action<Exception> failed)
        {
            Request<T> request = new Request<T>();
            request.Run(ask, failed);
            return request;
        }

        /// <summary>Left to itself: it reports by what it changes here.</summary>
        private async void Run(Func<Task<T>> ask, Action<Exception> failed)
        {
            try
            {
                Value = await ask();
            }
            catch (OperationCanceledException)
            {
                Message = "It is not wanted any more.";
            }
            catch (Exception error) // whatever it is, a person has to be told
            {
                Message = Failure.TextOf(error);
                failed(error);
            }

            IsPending = false;
            waiting?.Invoke(this);
            waiting = null;
        }
    }
}
