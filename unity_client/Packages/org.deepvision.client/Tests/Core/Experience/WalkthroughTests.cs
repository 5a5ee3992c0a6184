using System;
using System.Linq;
using System.Numerics;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tests.Painting;
using DeepVision.Tests.Session;
using DeepVision.Tests.Space;
using DeepVision.Tests.Tiles;
using DeepVision.Tools;
using NUnit.Framework;

namespace DeepVision.Tests.Experience
{
    /// <summary>
    /// The walk without an engine, in the recorded network; the walks of the player test it in a hall.
    /// </summary>
    [TestFixture]
    public sealed class WalkthroughTests
    {
        private const float Frame = 1 / 60f;
        private static readonly LayerName Sum = new LayerName("tiny", "track_sum");
        private readonly NoTextures nowhere = new NoTextures();
        private Pump pump;
        private Walkthrough walk;
        private InputFrame input;
        private Vector3? aimedAt;

        [SetUp]
        public void Begin()
        {
            pump = new Pump();
            walk = Open(null);
            input = new InputFrame { Seconds = Frame, View = new View(60 * Sizes.Degree, 16f / 9) };
            aimedAt = null;
        }

        [TearDown]
        public void End()
        {
            walk.Dispose();
            pump.Dispose();
        }

        [Test]
        public void WithoutAServerThereIsAWayToTheRecordedNetwork()
        {
            Until(() => walk.Connection == ConnectionState.Unreachable, "nobody answers");
            Pass();
            Assert.That(Shown<ConnectionSheet>(), Is.True);
            Press<ConnectionSheet>(SheetActions.Recorded);
            Until(() => walk.Scene != null && IsShown(), "the recorded network stands");
            Assert.That(walk.IsRecorded, Is.True);
            Assert.That(Shown<ConnectionSheet>(), Is.False);
            Assert.That(walk.Preferences.RecentServers.Values, Is.Empty, "a recording is no server");
        }

        [Test]
        public void EscapeClosesOneThingAfterTheOther()
        {
            Stand();
            input.Menu = true;
            Pass();
            input.Menu = false;
            Press<MenuSheet>(SheetActions.Settings);
            Assert.That(Shown<SettingsSheet>(), Is.True);
            Cancel();
            Assert.That(Shown<SettingsSheet>(), Is.False);
            Assert.That(Shown<MenuSheet>(), Is.True);
            Cancel();
            Assert.That(Shown<MenuSheet>(), Is.False);
        }

        [Test]
        public void ASettingTakesEffectAndIsKept()
        {
            Stand();
            int version = walk.PreferencesVersion;
            input.Menu = true;
            Pass();
            input.Menu = false;
            Press<MenuSheet>(SheetActions.Settings);
            Press<SettingsSheet>(SheetActions.Setting);
            Assert.That(walk.PreferencesVersion, Is.GreaterThan(version));
            string damaged;
            Assert.That(
                DeepVision.Preferences.UserPreferences.Read(walk.PreferencesText, out damaged).Write(),
                Is.EqualTo(walk.PreferencesText));
            Assert.That(damaged, Is.Null);
        }

        [Test]
        public void SortingIsTakenBack()
        {
            Stand();
            walk.GoTo(Sum);
            Until(() => !IsTravelling(), "one is there");
            PressAt(LayerSigns.PlateBoard(Placement(Sum)).Position);
            Press<LayerSheet>(SheetActions.Order);
            StandingLayer layer = walk.Scene.Find(Sum);
            Assert.That(walk.Scene.Arrangement.OrderOf(layer), Is.EqualTo(TileOrder.Strength));
            input.Undo = true;
            Pass();
            input.Undo = false;
            Assert.That(walk.Scene.Arrangement.OrderOf(layer), Is.EqualTo(TileOrder.Number));
        }

        [Test]
        public void ASavedPictureSaysWhatIsSeenAndHowFarToTrustIt()
        {
            Stand();
            PixelBuffer view = new PixelBuffer(640, 360);
            PixelBuffer captioned = walk.Captioned(view);
            Assert.That(captioned.Width, Is.EqualTo(640));
            Assert.That(captioned.Height, Is.EqualTo(360 + 14));
            string caption = SnapshotCaption.Of(walk.Scene.Networks, "colours:0", Sum, Normalisation.Layer);
            Assert.That(caption, Contains.Substring("track_sum").And.Contains("colours:0"));
            Assert.That(caption, Contains.Substring("scale: layer"));
            bool trained = walk.Scene.Networks[0].Trained;
            Assert.That(caption.Contains("UNTRAINED"), Is.EqualTo(!trained));
        }

        [Test]
        public void WithoutARecordingAPersonIsTold()
        {
            walk.Dispose();
            walk = Open(null, false);
            Until(() => walk.Connection == ConnectionState.Unreachable, "nobody answers");
            Press<ConnectionSheet>(SheetActions.Recorded);
            Assert.That(walk.IsRecorded, Is.False);
            Assert.That(Shown<ToastSheet>(), Is.True);
        }

        [Test]
        public void DamagedPreferencesAreTold()
        {
            walk.Dispose();
            walk = Open("{\"colormap\": 3");
            Pass();
            Assert.That(Shown<ToastSheet>(), Is.True);
            Assert.That(walk.Colormap, Is.EqualTo(ColormapKind.BlueBlackWhite));
        }

        [Test]
        public void AnAddressThatIsNoneIsAskedForAgain()
        {
            walk.Dispose();
            walk = new Walkthrough(new WalkthroughOptions { Server = "two words", Letters = ShippedLetters.Read() });
            Pass();
            Assert.That(Shown<AddressSheet>(), Is.True);
        }

        private static Walkthrough Open(string preferences, bool recording = true)
        {
            return new Walkthrough(new WalkthroughOptions
            {
                Server = "http://127.0.0.1:9/", // nobody listens on the discard port
                Letters = ShippedLetters.Read(),
                Preferences = preferences,
                Recording = recording ? Golden.Bytes("recording.zip") : null,
            });
        }

        private void Stand()
        {
            Until(() => walk.Connection == ConnectionState.Unreachable, "nobody answers");
            Press<ConnectionSheet>(SheetActions.Recorded);
            Until(() => walk.Scene != null && IsShown() && !IsTravelling(), "the recorded network stands");
        }

        private bool IsShown()
        {
            return walk.Session.Networks.All(one => one.Phase == WorkPhase.Shown);
        }

        private bool IsTravelling()
        {
            Vector3 before = walk.EyePose.Position;
            Pass();
            return before != walk.EyePose.Position || walk.Darkness > 0;
        }

        private Placement Placement(LayerName layer)
        {
            return walk.Scene.Arrangement.PlacementOf(walk.Scene.Find(layer));
        }

        private void Until(Func<bool> reached, string what)
        {
            pump.Until(reached, Pass, what);
        }

        private void Pass()
        {
            walk.Store?.Update(nowhere);
            Pose eye = walk.EyePose;
            input.Head = eye;
            input.Pointer = new Ray(
                eye.Position, aimedAt.HasValue ? aimedAt.Value - eye.Position : new Vector3(0, 1, 0));
            input.ToolPosition = eye.Position + eye.Forward;
            walk.Frame(input);
        }

        private void Cancel()
        {
            input.Cancel = true;
            Pass();
            input.Cancel = false;
            Pass();
        }

        private bool Shown<T>()
        {
            return walk.Sheets.Any(placed => placed.IsShown && placed.Sheet is T);
        }

        private void Press<T>(string action)
        {
            Pass();
            PlacedSheet placed = walk.Sheets.First(one => one.IsShown && one.Sheet is T);
            SheetTarget target = placed.Sheet.Targets.First(one => one.Press.Action == action);
            PressAt(placed.Board.On(
                (target.Area.CentreX / placed.Sheet.Width - 0.5f) * placed.Width,
                (0.5f - target.Area.CentreY / placed.Sheet.Height) * placed.Height));
        }

        private void PressAt(Vector3 place)
        {
            aimedAt = place;
            Pass();
            input.Select = true;
            Pass();
            input.Select = false;
            Pass();
            aimedAt = null;
            Pass();
        }
    }
}
