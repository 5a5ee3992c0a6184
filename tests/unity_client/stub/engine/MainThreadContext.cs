using System.Collections.Generic;
using System.Threading;

namespace UnityEngine
{
    /// <summary>Where `await` on the main thread comes back: once per frame, after the Updates.</summary>
    internal sealed class MainThreadContext : SynchronizationContext
    {
        private readonly Thread main = Thread.CurrentThread;
        private List<(SendOrPostCallback Call, object State)> waiting = new List<(SendOrPostCallback, object)>();
        private readonly object entry = new object();

        public override void Post(SendOrPostCallback callback, object state)
        {
            lock (entry)
            {
                waiting.Add((callback, state));
            }
        }

        public override void Send(SendOrPostCallback callback, object state)
        {
            if (Thread.CurrentThread == main)
            {
                callback(state);
                return;
            }

            using (ManualResetEvent done = new ManualResetEvent(false))
            {
                Post(
                    _ =>
                    {
                        try
                        {
                            callback(state);
                        }
                        finally
                        {
                            done.Set();
                        }
                    },
                    null);
                done.WaitOne();
            }
        }

        public override SynchronizationContext CreateCopy()
        {
            return this;
        }

        /// <summary>Run what was posted until now; what these calls post waits for the next frame.</summary>
        internal void Run()
        {
            List<(SendOrPostCallback Call, object State)> now;
            lock (entry)
            {
                now = waiting;
                waiting = new List<(SendOrPostCallback, object)>();
            }

            foreach ((SendOrPostCallback Call, object State) posted in now)
            {
                SendOrPostCallback call = posted.Call;
                object state = posted.State;
                World.Current.Log.Guarded(() => call(state));
            }
        }
    }
}
