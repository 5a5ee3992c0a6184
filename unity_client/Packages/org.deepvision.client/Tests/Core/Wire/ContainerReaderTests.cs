using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Tests.Space;
using DeepVision.Wire;
using NUnit.Framework;

namespace DeepVision.Tests.Wire
{
    public sealed class ContainerReaderTests
    {
        private readonly List<string> events = new List<string>();

        [SetUp]
        public void Forget()
        {
            events.Clear();
        }

        [Test]
        public void AStreamIsReadToItsEndAndDisposed()
        {
            SlowStream stream = new SlowStream(Golden.Bytes("activations.dvx"), 50);
            Read(stream, CancellationToken.None).GetAwaiter().GetResult();
            Assert.That(events[0], Is.EqualTo("begin golden"));
            Assert.That(events.Count, Is.EqualTo(1 + 9));
            Assert.That(stream.IsDisposed, Is.True);
        }

        [Test]
        public void ABrokenConnectionIsACut()
        {
            SlowStream stream = new SlowStream(Golden.Bytes("cut.dvx"), 1000, new IOException("reset by peer"));
            ContainerException error = Assert.Throws<ContainerException>(
                () => Read(stream, CancellationToken.None).GetAwaiter().GetResult());
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Cut));
            Assert.That(error.Message, Contains.Substring("reset by peer"));
            Assert.That(stream.IsDisposed, Is.True);
        }

        [Test]
        public void AStreamThatEndsEarlyIsACut()
        {
            SlowStream stream = new SlowStream(Golden.Bytes("cut.dvx"), 1000);
            ContainerException error = Assert.Throws<ContainerException>(
                () => Read(stream, CancellationToken.None).GetAwaiter().GetResult());
            Assert.That(error.Kind, Is.EqualTo(ContainerFailure.Cut));
        }

        [Test]
        public void ASilentStreamIsLeftWhenCancelled()
        {
            SlowStream stream = new SlowStream(Golden.Bytes("cut.dvx"), 1000, null, true);
            using (CancellationTokenSource source = new CancellationTokenSource())
            {
                Task reading = Read(stream, source.Token);
                Assert.That(reading.Wait(50), Is.False);
                source.Cancel();
                Assert.Throws<OperationCanceledException>(
                    () => reading.WaitOrFail());
            }
            Assert.That(stream.IsDisposed, Is.True);
        }

        [Test]
        public void AStreamThatNeverWaitsIsLeftBetweenTwoFrames()
        {
            using (CancellationTokenSource source = new CancellationTokenSource())
            {
                Task reading = ContainerReader.Read(
                    new MemoryStream(Golden.Bytes("activations.dvx")),
                    _ => { },
                    frame =>
                    {
                        events.Add($"{frame.Kind}");
                        source.Cancel();
                    },
                    source.Token);
                Assert.Throws<OperationCanceledException>(reading.WaitOrFail);
            }
            Assert.That(events.Count, Is.EqualTo(1));
        }

        private Task Read(Stream stream, CancellationToken cancellation)
        {
            return ContainerReader.Read(
                stream,
                header => events.Add($"begin {header.Network}"),
                frame => events.Add($"{frame.Kind} {frame.Layer}"),
                cancellation);
        }
    }
}
