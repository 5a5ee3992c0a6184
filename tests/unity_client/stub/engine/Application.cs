using System;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public enum RuntimePlatform
    {
        OSXEditor = 0,
        OSXPlayer = 1,
        WindowsPlayer = 2,
        WindowsEditor = 7,
        IPhonePlayer = 8,
        Android = 11,
        LinuxPlayer = 13,
        LinuxEditor = 16,
    }

    public static class Application
    {
        private static int frameRate = -1;
        private static bool background;

        public delegate void LogCallback(string condition, string stackTrace, LogType type);

        public static event LogCallback logMessageReceived;
        public static event LogCallback logMessageReceivedThreaded;
        public static event Action quitting;
        public static event Action<bool> focusChanged;

        /// <summary>For what moves once more before the frame is drawn.</summary>
        internal static event Action MovingBeforeRender;

        public static string persistentDataPath => Machine().PersistentData;
        public static string streamingAssetsPath => Machine().StreamingAssets;
        public static RuntimePlatform platform => Machine().Platform;
        public static bool isPlaying => true;
        public static bool isEditor => false;
        public static bool isFocused => true;
        public static bool isBatchMode => false;
        public static bool isMobilePlatform => platform == RuntimePlatform.Android;
        public static string productName => "DeepVision";
        public static string version => "0";
        public static string unityVersion => "6000.3.19f1";

        public static int targetFrameRate
        {
            get
            {
                World.Guard();
                return frameRate;
            }

            set
            {
                World.Guard();
                frameRate = value;
            }
        }

        public static bool runInBackground
        {
            get
            {
                World.Guard();
                return background;
            }

            set
            {
                World.Guard();
                background = value;
            }
        }

        public static void Quit()
        {
            World.Guard();
            World.Current.QuitAsked = true;
        }

        public static void Quit(int exitCode)
        {
            Quit();
        }

        public static void OpenURL(string url)
        {
            World.Guard();
            Debug.Log("OpenURL " + url);
        }

        internal static void RaiseLog(string text, LogType type)
        {
            logMessageReceivedThreaded?.Invoke(text, "", type);
            if (System.Threading.Thread.CurrentThread == World.Current.MainThread)
            {
                logMessageReceived?.Invoke(text, "", type);
            }
        }

        internal static void BeforeRender()
        {
            World.Current.Log.Guarded(() => MovingBeforeRender?.Invoke());
        }

        internal static void RaiseQuitting()
        {
            World.Current.Log.Guarded(() => quitting?.Invoke());
        }

        internal static void RaiseFocus(bool focused)
        {
            World.Current.Log.Guarded(() => focusChanged?.Invoke(focused));
        }

        private static Machine Machine()
        {
            World.Guard();
            return World.Current.Machine;
        }
    }

    public static class Time
    {
        public static float time => (float)Now();
        public static double timeAsDouble => Now();
        public static float unscaledTime => (float)Now();
        public static float deltaTime => Delta();
        public static float unscaledDeltaTime => Delta();
        public static int frameCount => World.Current.Frame;
        public static float timeScale { get; set; } = 1;
        public static float realtimeSinceStartup => (float)realtimeSinceStartupAsDouble;
        public static double realtimeSinceStartupAsDouble => World.Current.Clock.Elapsed.TotalSeconds;

        private static double Now()
        {
            World.Guard("time");
            return World.Current.Time;
        }

        private static float Delta()
        {
            World.Guard("deltaTime");
            return World.Current.Delta;
        }
    }

    public static class Screen
    {
        public static int width => Device.Width;
        public static int height => Device.Height;
        public static float dpi => 96;
        public static bool fullScreen { get; set; }
        public static FullScreenMode fullScreenMode { get; set; } = FullScreenMode.Windowed;
        public static int sleepTimeout { get; set; }

        private static Machine Device
        {
            get
            {
                World.Guard("Screen");
                return World.Current.Machine;
            }
        }
    }

    public enum FullScreenMode
    {
        ExclusiveFullScreen = 0,
        FullScreenWindow = 1,
        MaximizedWindow = 2,
        Windowed = 3,
    }

    public sealed class SleepTimeout
    {
        public const int NeverSleep = -1;
        public const int SystemSetting = -2;
    }

    public enum CursorLockMode
    {
        None = 0,
        Locked = 1,
        Confined = 2,
    }

    public class Cursor
    {
        public static bool visible { get; set; } = true;

        public static CursorLockMode lockState { get; set; }
    }

    public class GUIUtility
    {
        public static string systemCopyBuffer { get; set; } = "";
    }

    public static class QualitySettings
    {
        public static int vSyncCount { get; set; } = 1;

        public static string[] names => new[] { "Only" };

        public static RenderPipelineAsset renderPipeline { get; set; }

        public static int GetQualityLevel() { return 0; }

        public static void SetQualityLevel(int index, bool applyExpensiveChanges) { World.Guard(); }

        public static AnisotropicFiltering anisotropicFiltering { get; set; } = AnisotropicFiltering.Enable;

        public static ColorSpace activeColorSpace => ColorSpace.Linear;
    }

    public enum AnisotropicFiltering
    {
        Disable = 0,
        Enable = 1,
        ForceEnable = 2,
    }

    public enum ColorSpace
    {
        Uninitialized = -1,
        Gamma = 0,
        Linear = 1,
    }

    public sealed class SystemInfo
    {
        public static int maxTextureSize => 16384;
        public static int maxTextureArraySlices => 2048;
        public static int graphicsMemorySize => 8192;
        public static string graphicsDeviceName => "stub";
        public static GraphicsDeviceType graphicsDeviceType => GraphicsDeviceType.Null;
        public static bool supportsInstancing => true;
        public static bool supports2DArrayTextures => true;
        public static CopyTextureSupport copyTextureSupport =>
            CopyTextureSupport.Basic | CopyTextureSupport.DifferentTypes;

        public static bool SupportsTextureFormat(TextureFormat format) { return true; }
    }
}
