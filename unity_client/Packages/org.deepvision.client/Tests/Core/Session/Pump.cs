using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;

namespace DeepVision.Tests.Session
{
    /// <summary>The engine's main thread in a test: what was awaited goes on here, between two frames.</summary>
    internal sealed class Pump : SynchronizationContext, IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
        private readonly BlockingCollection<KeyValuePair<SendOrPostCallback, object>> queue =
            new BlockingCollection<KeyValuePair<SendOrPostCallback, object>>();
        private readonly SynchronizationContext before = Current;

        public Pump()
        {
            SetSynchronizationContext(this);
        }

        public override void Post(SendOrPostCallback callback, object state)
        {
            queue.Add(new KeyValuePair<SendOrPostCallback, object>(callback, state));
        }

        /// <summary>Runs frames until something is reached, or fails.</summary>
        public void Until(Func<bool> reached, Action frame, string what)
        {
            Stopwatch passed = Stopwatch.StartNew();
            while (!reached())
            {
                Assert.That(passed.Elapsed, Is.LessThan(Patience), "never reached: " + what);
                frame();
                KeyValuePair<SendOrPostCallback, object> next;
                while (queue.TryTake(out next, reached() ? 0 : 5))
                {
                    next.Key(next.Value);
                }
            }
        }

        public void Dispose()
        {
            SetSynchronizationContext(before);
        }
    }
}
