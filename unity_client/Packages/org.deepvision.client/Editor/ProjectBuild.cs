using System.IO;
using UnityEditor;

namespace DeepVision.Editor
{
    /// <summary>
    /// What batch mode and the menu call. Configure first, and in a process of its own: the editor reads which input
    /// system and which XR loader are active only when it starts.
    /// </summary>
    public static class ProjectBuild
    {
        private const string Menu = "DeepVision/";

        /// <summary>Writes everything that the project needs beyond its code: settings, pipeline, scene, XR.</summary>
        [MenuItem(Menu + "Configure the project")]
        public static void Configure()
        {
            GeneratedAssets.CreateFolder();
            PlayerConfiguration.Apply();
            RenderPipelineConfiguration.Apply();
            SceneConfiguration.Apply();
            MaterialConfiguration.Apply();
            XrConfiguration.Apply();
            AssetDatabase.SaveAssets();
        }

        /// <summary>A player for headset and desktop: starts in the headset unless called with --desktop.</summary>
        [MenuItem(Menu + "Build for Windows")]
        public static void Windows()
        {
            XrConfiguration.AssignLoader(BuildTargetGroup.Standalone);
            PlayerBuild.Run(BuildTarget.StandaloneWindows64, Path.Combine("Windows", "DeepVision.exe"));
        }

        /// <summary>A package for Quest, to be side-loaded.</summary>
        [MenuItem(Menu + "Build for Quest")]
        public static void Quest()
        {
            PlayerBuild.Run(BuildTarget.Android, Path.Combine("Quest", "DeepVision.apk"));
        }

        /// <summary>
        /// A desktop player. Unity's OpenXR has no Linux runtime, and Linux shares its settings with Windows: the
        /// loader is taken out, as the build would stop at it, and put back.
        /// </summary>
        [MenuItem(Menu + "Build for Linux")]
        public static void Linux()
        {
            XrConfiguration.RemoveLoader(BuildTargetGroup.Standalone);
            try
            {
                PlayerBuild.Run(BuildTarget.StandaloneLinux64, Path.Combine("Linux", "DeepVision"));
            }
            finally
            {
                XrConfiguration.AssignLoader(BuildTargetGroup.Standalone);
            }
        }
    }
}
