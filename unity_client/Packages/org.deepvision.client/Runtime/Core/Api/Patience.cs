using System;
using System.Threading;
using System.Threading.Tasks;

namespace DeepVision.Api
{
    /// <summary>
    /// Waiting with an end, also for work that knows no timeout and heeds no token. One for many waits of the same
    /// kind: Mono keeps every timer for a while after it was disposed.
    /// </summary>
    internal sealed class Patience : IDisposable
    {
        private readonly TimeSpan longest;
        private readonly CancellationToken cancellation;
        private readonly CancellationTokenRegistration registration;
        private readonly Timer timer;
        private readonly TaskCompletionSource<bool> left =
            new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <param name="longest">for each wait</param>
        public Patience(TimeSpan longest, CancellationToken cancellation)
        {
            this.longest = longest;
            this.cancellation = cancellation;
            timer = new Timer(_ => left.TrySetResult(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            registration = cancellation.Register(() => left.TrySetResult(true));
        }

        /// <summary>
        /// Waits for a task, but leaves it when the time is over or the token is cancelled. What comes of it then is
        /// disposed, its errors are dropped. Goes on in the pool, never within the call that cancels.
        /// </summary>
        /// <exception cref="TimeoutException">It took too long.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public async Task<T> Wait<T>(Task<T> task)
        {
            if (!task.IsCompleted)
            {
                timer.Change(longest, Timeout.InfiniteTimeSpan);
                Task first = await Task.WhenAny(task, left.Task).ConfigureAwait(false);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                if (first != task)
                {
                    Abandon(task);
                    cancellation.ThrowIfCancellationRequested();
                    throw new TimeoutException($"no answer within {longest.TotalSeconds} s");
                }
            }
            return await task.ConfigureAwait(false);
        }

        public void Dispose()
        {
            registration.Dispose();
            timer.Dispose();
        }

        private static void Abandon<T>(Task<T> task)
        {
            task.ContinueWith(
                late =>
                {
                    if (late.Exception == null && !late.IsCanceled)
                    {
                        (late.Result as IDisposable)?.Dispose();
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
