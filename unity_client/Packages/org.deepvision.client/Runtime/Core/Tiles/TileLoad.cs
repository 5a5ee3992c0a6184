using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Wire;

namespace DeepVision.Tiles
{
    /// <summary>
    /// One stream on its way into a store. <see cref="Start"/> reads and packs it in the pool; what comes of it is
    /// handed over in <see cref="Arrived"/>. Everything else belongs to the store's thread.
    /// </summary>
    internal sealed class TileLoad
    {
        private readonly IReadOnlyList<LayerTarget> targets;
        private readonly Action<LoadProgress> progress;
        private readonly CancellationTokenSource stopping = new CancellationTokenSource();
        private readonly CancellationTokenRegistration registration;
        private readonly TaskCompletionSource<bool> completion =
            new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        private int layers;
        private int coarse;
        private int full;
        private long bytes;
        private bool changed;

        public TileLoad(
            string network,
            IReadOnlyList<LayerTarget> targets,
            Action<LoadProgress> progress,
            CancellationToken cancellation)
        {
            Network = network;
            this.targets = targets;
            this.progress = progress;
            registration = cancellation.Register(stopping.Cancel);
        }

        public string Network { get; }

        /// <summary>Done when everything is on the graphics card.</summary>
        public Task Completion => completion.Task;

        /// <summary>Groups that are packed, in order.</summary>
        public ConcurrentQueue<TileGroup> Arrived { get; } = new ConcurrentQueue<TileGroup>();

        /// <summary>The work in the pool.</summary>
        public Task Work { get; private set; }

        /// <summary>There is something for the store to take or to end.</summary>
        public bool HasNews => !Arrived.IsEmpty || Work.IsCompleted || IsCancelled;

        public bool IsCancelled => stopping.IsCancellationRequested;

        /// <summary>Groups that the queue holds.</summary>
        public int Waiting { get; set; }

        /// <summary>Layers that the stream brings; 0 before it has begun.</summary>
        private int Layers => Volatile.Read(ref layers);

        public void Start(Func<CancellationToken, Task<Stream>> open)
        {
            CancellationToken token = stopping.Token;
            Work = Task.Run(() => Read(open, token), token);
        }

        /// <summary>Counts a group that is on the graphics card now.</summary>
        public void Count(TileGroup group)
        {
            coarse += group.Detail == Detail.Coarse ? 1 : 0;
            full += group.Detail == Detail.Full ? 1 : 0;
            bytes += group.PieceBytes;
            Waiting--;
            changed = true;
        }

        /// <summary>Tells the listener, once per frame, if something has changed.</summary>
        public void Report()
        {
            if (changed && progress != null)
            {
                progress(new LoadProgress(coarse, full, Layers, bytes));
            }
            changed = false;
        }

        /// <summary>Ends it as cancelled.</summary>
        public void Stop()
        {
            registration.Dispose();
            stopping.Cancel();
            Work.ContinueWith(work => work.Exception, TaskContinuationOptions.OnlyOnFaulted); // nobody else looks at it
            completion.TrySetCanceled();
        }

        /// <summary>Ends it as the work in the pool has ended.</summary>
        public void End()
        {
            registration.Dispose();
            if (Work.IsCanceled)
            {
                completion.TrySetCanceled();
            }
            else if (Work.Exception != null)
            {
                completion.TrySetException(Work.Exception.InnerExceptions);
            }
            else
            {
                completion.TrySetResult(true);
            }
        }

        private async Task Read(Func<CancellationToken, Task<Stream>> open, CancellationToken cancellation)
        {
            Stream stream = await open(cancellation).ConfigureAwait(false);
            Assembler assembler = null;
            await ContainerReader.Read(
                stream,
                header =>
                {
                    assembler = new Assembler(header, targets, Arrived.Enqueue);
                    Volatile.Write(ref layers, assembler.LayerCount);
                },
                frame => assembler.Accept(frame),
                cancellation).ConfigureAwait(false);
        }
    }
}
