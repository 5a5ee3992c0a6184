using System;
using UnityEditor.Build;
using UnityEngine;
using UnityEngine.Rendering;

namespace UnityEditor
{
    public enum ScriptingImplementation
    {
        Mono2x = 0,
        IL2CPP = 1,
    }

    public enum InsecureHttpOption
    {
        NotAllowed = 0,
        DevelopmentOnly = 1,
        AlwaysAllowed = 2,
    }

    [Flags]
    public enum AndroidArchitecture : uint
    {
        None = 0,
        ARMv7 = 1,
        ARM64 = 2,
    }

    public enum AndroidSdkVersions
    {
        AndroidApiLevelAuto = 0,
        AndroidApiLevel32 = 32,
    }

    public sealed class PlayerSettings : UnityEngine.Object
    {
        private PlayerSettings()
        {
        }

        public static string companyName { get; set; }
        public static string productName { get; set; }
        public static ColorSpace colorSpace { get; set; }
        public static bool runInBackground { get; set; }
        public static FullScreenMode fullScreenMode { get; set; }
        public static int defaultScreenWidth { get; set; }
        public static int defaultScreenHeight { get; set; }
        public static bool resizableWindow { get; set; }
        public static InsecureHttpOption insecureHttpOption { get; set; }

        public static void SetScriptingBackend(NamedBuildTarget buildTarget, ScriptingImplementation backend)
        {
            throw CompileOnly.Error;
        }

        public static void SetApplicationIdentifier(NamedBuildTarget buildTarget, string identifier)
        {
            throw CompileOnly.Error;
        }

        public static void SetUseDefaultGraphicsAPIs(BuildTarget platform, bool automatic) { throw CompileOnly.Error; }

        public static void SetGraphicsAPIs(BuildTarget platform, GraphicsDeviceType[] apis) { throw CompileOnly.Error; }

        public sealed class Android
        {
            private Android()
            {
            }

            public static AndroidArchitecture targetArchitectures { get; set; }
            public static AndroidSdkVersions minSdkVersion { get; set; }
            public static AndroidSdkVersions targetSdkVersion { get; set; }
            public static bool optimizedFramePacing { get; set; }
            public static bool forceInternetPermission { get; set; }
        }
    }
}
