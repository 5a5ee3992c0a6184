using System;
using System.IO;
using System.Linq;
using DeepVision.Api;
using DeepVision.Recording;
using DeepVision.Session;
using DeepVision.Tests.Session;
using DeepVision.Tests.Space;
using DeepVision.Tests.Tiles;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Recording
{
    /// <summary>
    /// The recording that the player shows without a server, walked through by the unmodified session.
    /// </summary>
    [TestFixture]
    public sealed class ShippedRecordingTests
    {
        private static string ArchivePath => Path.Combine(
            Golden.Path(""), "..", "..", "unity_client", "Assets", "StreamingAssets", "DeepVision", "recording.zip");

        [Test]
        public void IsSmall()
        {
            Assert.That(new FileInfo(ArchivePath).Length, Is.LessThan(5000000));
        }

        [Test]
        public void ShowsEveryPictureItHoldsAndSaysWhatItCannot()
        {
            RecordedServer server = new RecordedServer(File.OpenRead(ArchivePath));
            ITileTarget nowhere = new NoTextures();
            using (Pump pump = new Pump())
            using (WalkSession session = new WalkSession(new ApiClient(RecordedServer.Address, null, server)))
            {
                Action frame = () =>
                {
                    session.Update(0.02f);
                    session.Store?.Update(nowhere);
                };
                session.Start();
                Assert.That(server.Images.Count, Is.EqualTo(3));
                foreach (string image in server.Images)
                {
                    if (image != server.Images[0])
                    {
                        session.Show(image);
                    }

                    pump.Until(() => IsShown(session, image), frame, image + " is shown");
                    Run run = session.Networks[0].Run;
                    Assert.That(run.Predictions[0].Name, Is.EqualTo(run.TrueClass));
                }

                int layers = session.Facts.Layers.Count;
                Assert.That(Enumerable.Range(0, layers).All(layer => session.Store.FinestLevel(layer) == 0), Is.True);
                session.Show("upload:1");
                pump.Until(() => session.Networks[0].Phase == WorkPhase.Failed, frame, "it says no");
                Assert.That(session.Networks[0].Message, Contains.Substring("a recording of a network"));
                Assert.That(session.Connection.State, Is.EqualTo(ConnectionState.Connected));
            }
        }

        private static bool IsShown(WalkSession session, string image)
        {
            return session.Networks.Count == 1
                && session.Networks[0].Phase == WorkPhase.Shown
                && session.Networks[0].Run.Image == image;
        }
    }
}
