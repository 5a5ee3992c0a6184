using System;
using System.Collections;
using System.IO;
using DeepVision.Experience;
using DeepVision.Painting;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>
    /// One visit from start to end: the only component of the client. Each frame reads the hands, lets the walkthrough
    /// go on, and draws it.
    /// </summary>
    public sealed class Visit : MonoBehaviour
    {
        private const string Letters = "DeepVision/glyphs";
        private const string Recording = "DeepVision/recording.zip";

        /// <summary>Seconds: after a pause nothing jumps ahead.</summary>
        private const float LongestFrame = 0.1f;

        private readonly XrSession headset = new XrSession();
        private PreferencesFile preferences;
        private SnapshotFolder snapshots;
        private Quality quality;
        private VisitorRig rig;
        private IInputReader input;
        private Walkthrough walkthrough;
        private WalkthroughView view;
        private int savedPreferences;

        /// <summary>The walkthrough; null while it is being prepared.</summary>
        public Walkthrough Walkthrough => walkthrough;

        private IEnumerator Start()
        {
            StartArguments arguments = new StartArguments(Environment.GetCommandLineArgs());
            yield return headset.Begin(arguments.All);
            StreamingFile recording = new StreamingFile(Recording);
            yield return recording.Read();
            Open(arguments, recording.Bytes);
        }

        private void Update()
        {
            if (view == null)
            {
                return;
            }
            headset.Update();
            view.Upload();
            input.LeftHanded = walkthrough.LeftHanded;
            walkthrough.Frame(input.Read(Math.Min(LongestFrame, Time.unscaledDeltaTime)));
            view.Draw(input);
            FollowWishes();
        }

        private void OnApplicationPause(bool paused)
        {
            SavePreferences();
        }

        private void OnDestroy()
        {
            SavePreferences();
            view?.Dispose();
            walkthrough?.Dispose();
            input?.Dispose();
            rig?.Dispose();
            quality?.Restore();
            headset.Dispose();
        }

        private void Open(StartArguments arguments, byte[] recording)
        {
            preferences = new PreferencesFile();
            snapshots = new SnapshotFolder();
            quality = new Quality();
            bool headset = this.headset.IsRunning;
            rig = new VisitorRig(headset);
            input = headset ? (IInputReader)new HeadsetInput(rig) : new DesktopInput(rig);
            GlyphAtlas letters = GlyphAtlas.Read(new MemoryStream(LettersFile()));
            walkthrough = new Walkthrough(new WalkthroughOptions
            {
                Server = arguments.Server,
                Token = arguments.Token,
                Letters = letters,
                Preferences = preferences.Read(),
                Headset = headset,
                Recording = recording,
            });
            view = new WalkthroughView(walkthrough, rig, headset, letters);
            ApplyQuality();
            if (this.headset.Message != null)
            {
                walkthrough.Tell(this.headset.Message);
            }
        }

        private static byte[] LettersFile()
        {
            TextAsset file = Resources.Load<TextAsset>(Letters);
            if (file == null)
            {
                throw new InvalidOperationException(
                    $"Expected {Letters}.bytes in the package's Resources, found none: make it with " +
                    "tools/make_glyph_atlas.py and build again.");
            }
            return file.bytes;
        }

        private void FollowWishes()
        {
            if (walkthrough.SnapshotWanted)
            {
                TakeSnapshot();
            }
            if (savedPreferences != walkthrough.PreferencesVersion)
            {
                SavePreferences();
                ApplyQuality();
            }
            if (walkthrough.QuitWanted)
            {
                Application.Quit();
            }
        }

        private void ApplyQuality()
        {
            quality.Apply(headset.IsRunning, walkthrough.Preferences.Resolution.Value);
        }

        private async void TakeSnapshot()
        {
            PixelBuffer picture = SnapshotCamera.Take(rig.Camera, headset.IsRunning);
            try
            {
                walkthrough.Tell("Picture saved as " + await snapshots.Save(walkthrough.Captioned(picture)));
            }
            catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
            {
                walkthrough.Tell("The picture could not be saved: " + error.Message);
            }
        }

        private void SavePreferences()
        {
            if (walkthrough == null || savedPreferences == walkthrough.PreferencesVersion)
            {
                return;
            }
            savedPreferences = walkthrough.PreferencesVersion;
            preferences.Write(walkthrough.PreferencesText);
        }
    }
}
