using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Tests.Space;
using DeepVision.Tests.Wire;
using DeepVision.Wire;
using NUnit.Framework;

namespace DeepVision.Tests.Api
{
    /// <summary>Streams over a real connection, as gunicorn sends them: a chunk per frame.</summary>
    public sealed class StreamingTests
    {
        private static readonly CancellationToken Never = CancellationToken.None;
        private readonly byte[] golden = Golden.Bytes("activations.dvx");

        [Test]
        public void FramesComeWhileTheServerIsStillWriting()
        {
            TaskCompletionSource<bool> begun = new TaskCompletionSource<bool>();
            using (LocalServer server = new LocalServer(async stream =>
            {
                await LocalServer.WriteHead(stream);
                await LocalServer.Write(stream, LocalServer.Chunk(golden.Take(golden.Length / 2).ToArray()));
                await begun.Task; // nothing more before the client has seen a frame
                await LocalServer.Write(stream, LocalServer.Chunk(golden.Skip(golden.Length / 2).ToArray()));
                await LocalServer.Write(stream, LocalServer.Chunk(new byte[0]));
            }))
            {
                int frames = 0;
                Read(server, _ => { frames++; begun.TrySetResult(true); }, Never).WaitOrFail();
                Assert.That(frames, Is.EqualTo(9));
                server.Served.WaitOrFail();
            }
        }

        [Test]
        public void AServerThatDiesInTheMiddleIsACut()
        {
            using (LocalServer server = new LocalServer(async stream =>
            {
                await LocalServer.WriteHead(stream);
                await LocalServer.Write(stream, LocalServer.Chunk(golden.Take(golden.Length / 2).ToArray()));
            }))
            {
                ContainerException error =
                    Assert.Throws<ContainerException>(() => Read(server, _ => { }, Never).WaitOrFail());
                Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Cut));
            }
        }

        [Test]
        public void LeavingAStreamClosesItsConnection()
        {
            using (CancellationTokenSource source = new CancellationTokenSource())
            using (LocalServer server = new LocalServer(WriteForEver))
            {
                Task reading = Read(server, _ => source.Cancel(), source.Token);
                Assert.Throws<OperationCanceledException>(reading.WaitOrFail);
                Exception error = Assert.Catch(() => server.Served.WaitOrFail());
                Assert.That(error, Is.Not.InstanceOf<TimeoutException>());
            }
        }

        [Test]
        public void APortWhereNobodyListensIsUnreachable()
        {
            Uri address;
            using (LocalServer server = new LocalServer(_ => Task.CompletedTask))
            {
                address = server.Address;
            }
            using (ApiClient client = new ApiClient(address))
            {
                Assert.Throws<UnreachableException>(() => client.Server(Never).WaitOrFail());
            }
        }

        [Test]
        public void AServerThatHangsUpWithoutAWordIsUnreachable()
        {
            using (LocalServer server = new LocalServer(_ => Task.CompletedTask))
            using (ApiClient client = new ApiClient(server.Address))
            {
                Assert.Throws<UnreachableException>(() => client.Run("n", "i", null, Never).WaitOrFail());
            }
        }

        private async Task WriteForEver(NetworkStream stream)
        {
            byte[] head = golden.Take(golden.Length - 32).ToArray(); // without the end frame
            await LocalServer.WriteHead(stream);
            await LocalServer.Write(stream, LocalServer.Chunk(head));
            byte[] statistics = Encode.Statistics(0, Enumerable.Repeat(new float[] { 1, -1, 1, 0 }, 3).ToArray());
            for (;;)
            {
                await LocalServer.Write(stream, LocalServer.Chunk(statistics));
                await Task.Delay(1);
            }
        }

        private static async Task Read(LocalServer server, Action<Frame> accept, CancellationToken cancellation)
        {
            using (ApiClient client = new ApiClient(server.Address))
            {
                await ContainerReader.Read(
                    await client.Activations("r", null, cancellation), _ => { }, accept, cancellation);
            }
        }
    }
}
