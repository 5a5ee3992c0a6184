using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;

namespace DeepVision.Wire
{
    /// <summary>Reads a stream of activations to its end.</summary>
    public static class ContainerReader
    {
        /// <summary>How long a stream may stay silent before it counts as cut.</summary>
        public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

        private const int PieceBytes = 1 << 16;

        /// <summary>Calls back on a thread of the pool, and disposes the stream in any case.</summary>
        /// <param name="begin">once, before any frame</param>
        /// <param name="accept">every frame in order; its payload holds only during the call</param>
        /// <exception cref="ContainerException">See <see cref="ContainerFailure"/>.</exception>
        /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
        public static async Task Read(
            Stream stream, Action<Header> begin, Action<Frame> accept, CancellationToken cancellation)
        {
            using (stream)
            using (Patience patience = new Patience(LongestSilence, cancellation))
            {
                ContainerParser parser = new ContainerParser();
                byte[] piece = new byte[PieceBytes];
                bool begun = false;
                for (;;)
                {
                    int count = await ReadPiece(stream, piece, patience, cancellation).ConfigureAwait(false);
                    if (count == 0)
                    {
                        break;
                    }
                    parser.Push(piece, 0, count);
                    while (parser.TryRead(out Frame frame))
                    {
                        begun = Begin(begun, parser.Header, begin);
                        accept(frame);
                        cancellation.ThrowIfCancellationRequested();
                    }
                    begun = Begin(begun, parser.Header, begin);
                }
                parser.Finish();
            }
        }

        private static bool Begin(bool begun, Header header, Action<Header> begin)
        {
            if (!begun && header != null)
            {
                begin(header);
            }
            return header != null;
        }

        private static async Task<int> ReadPiece(
            Stream stream, byte[] piece, Patience patience, CancellationToken cancellation)
        {
            try
            {
                // Without the token: not every stream heeds it, and leaving is what Patience does.
                Task<int> reading = stream.ReadAsync(piece, 0, piece.Length, CancellationToken.None);
                return await patience.Wait(reading).ConfigureAwait(false);
            }
            catch (TimeoutException error)
            {
                throw Cut($"nothing came for {LongestSilence.TotalSeconds} s", error);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception error)
            {
                throw Cut(error.Message, error);
            }
        }

        private static ContainerException Cut(string reason, Exception cause)
        {
            return new ContainerException(
                ContainerFailure.Cut,
                $"The connection broke while activations came: {reason.TrimEnd('.')}. Load them again.",
                null,
                cause);
        }
    }
}
