using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DeepVision.Api;
using DeepVision.Recording;
using DeepVision.Session;
using DeepVision.Space;
using DeepVision.Tests.Session;
using DeepVision.Tests.Space;
using DeepVision.Tests.Tiles;
using DeepVision.Tiles;
using NUnit.Framework;

namespace DeepVision.Tests.Recording
{
    /// <summary>A feature visualization as a server would tell it; its pictures are noise.</summary>
    [TestFixture]
    public sealed class RecordedVisualizationTests
    {
        [Test]
        public void RunsToItsEnd()
        {
            LayerName layer = new LayerName("tiny", "track_sum");
            RecordedServer server = new RecordedServer(File.OpenRead(Golden.Path("recording.zip")));
            ITileTarget nowhere = new NoTextures();
            List<VisualizationState> states = new List<VisualizationState>();
            using (Pump pump = new Pump())
            using (WalkSession session = new WalkSession(new ApiClient(RecordedServer.Address, null, server)))
            using (FeatureVisualizations visualizations = new FeatureVisualizations(session, 64))
            {
                visualizations.Changed += one => states.Add(one.State);
                Action frame = () =>
                {
                    session.Update(0.1f);
                    visualizations.Update(0.1f);
                    session.Store?.Update(nowhere);
                };
                session.Start();
                pump.Until(
                    () => session.Networks.Count > 0 && session.Networks[0].Phase == WorkPhase.Shown,
                    frame,
                    "a picture");
                visualizations.Start(layer);
                pump.Until(() => visualizations.Shown == 3, frame, "all pictures");
                Assert.That(states.Distinct(), Is.EqualTo(new[]
                {
                    VisualizationState.Starting, VisualizationState.Queued, VisualizationState.Running,
                    VisualizationState.Done
                }));
                Assert.That(
                    visualizations.Of(layer).Items.Values.All(item => item.Image.StartsWith("made-up-noise")), Is.True);
            }
        }
    }
}
