using UnityEditor;
using UnityEditor.Build;
using UnityEngine;
using UnityEngine.Rendering;

namespace DeepVision.Editor
{
    /// <summary>Settings of the players: what they are called and what they need from the machine.</summary>
    internal static class PlayerConfiguration
    {
        private const string SettingsFile = "ProjectSettings/ProjectSettings.asset";

        /// <summary>Value of the serialised setting: the Input System package alone.</summary>
        private const int InputSystemPackage = 1;

        public static void Apply()
        {
            PlayerSettings.companyName = "DeepVision";
            PlayerSettings.productName = "DeepVision";
            PlayerSettings.colorSpace = ColorSpace.Linear;
            PlayerSettings.runInBackground = true;
            ActivateInputSystem();
            ApplyDesktop();
            ApplyQuest();
        }

        private static void ApplyDesktop()
        {
            PlayerSettings.fullScreenMode = FullScreenMode.Windowed;
            PlayerSettings.defaultScreenWidth = 1600;
            PlayerSettings.defaultScreenHeight = 900;
            PlayerSettings.resizableWindow = true;
            PlayerSettings.SetScriptingBackend(NamedBuildTarget.Standalone, ScriptingImplementation.Mono2x);
            SetGraphics(BuildTarget.StandaloneWindows64, GraphicsDeviceType.Direct3D11, GraphicsDeviceType.Vulkan);
            SetGraphics(BuildTarget.StandaloneLinux64, GraphicsDeviceType.Vulkan, GraphicsDeviceType.OpenGLCore);
        }

        private static void ApplyQuest()
        {
            PlayerSettings.SetApplicationIdentifier(NamedBuildTarget.Android, "org.deepvision.client");
            PlayerSettings.SetScriptingBackend(NamedBuildTarget.Android, ScriptingImplementation.IL2CPP);
            PlayerSettings.Android.targetArchitectures = AndroidArchitecture.ARM64;
            PlayerSettings.Android.minSdkVersion = AndroidSdkVersions.AndroidApiLevel32;
            PlayerSettings.Android.targetSdkVersion = AndroidSdkVersions.AndroidApiLevelAuto;
            PlayerSettings.Android.optimizedFramePacing = false;
            SetGraphics(BuildTarget.Android, GraphicsDeviceType.Vulkan);

            // The server is somewhere on the local network and speaks plain HTTP.
            PlayerSettings.Android.forceInternetPermission = true;
            PlayerSettings.insecureHttpOption = InsecureHttpOption.AlwaysAllowed;
        }

        private static void SetGraphics(BuildTarget target, params GraphicsDeviceType[] interfaces)
        {
            PlayerSettings.SetUseDefaultGraphicsAPIs(target, false);
            PlayerSettings.SetGraphicsAPIs(target, interfaces);
        }

        /// <summary>The setting has no property; it takes effect when the editor is started next.</summary>
        private static void ActivateInputSystem()
        {
            SerializedObject settings = new SerializedObject(AssetDatabase.LoadAllAssetsAtPath(SettingsFile)[0]);
            SerializedProperty handler = settings.FindProperty("activeInputHandler");
            if (handler == null)
            {
                throw new BuildFailedException(
                    $"Expected the setting activeInputHandler in {SettingsFile}, found none: this editor keeps it " +
                    "elsewhere. Set Player > Active Input Handling to Input System Package by hand.");
            }
            handler.intValue = InputSystemPackage;
            settings.ApplyModifiedPropertiesWithoutUndo();
        }
    }
}
