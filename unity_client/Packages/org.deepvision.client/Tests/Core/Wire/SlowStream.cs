using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace DeepVision.Tests.Wire
{
    /// <summary>Gives its bytes in small pieces, then ends, breaks, or says nothing more for ever.</summary>
    internal sealed class SlowStream : MemoryStream
    {
        private readonly int most;
        private readonly Exception breaks;
        private readonly bool silent;

        public SlowStream(byte[] bytes, int most, Exception breaks = null, bool silent = false)
            : base(bytes)
        {
            this.most = most;
            this.breaks = breaks;
            this.silent = silent;
        }

        public bool IsDisposed { get; private set; }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellation)
        {
            await Task.Yield();
            if (Position < Length)
            {
                return Read(buffer, offset, Math.Min(count, most));
            }
            if (silent)
            {
                await new TaskCompletionSource<bool>().Task; // heeds no token, as some streams
            }
            return breaks == null ? 0 : throw breaks;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
