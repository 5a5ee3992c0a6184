using UnityEditor;
using UnityEditor.SceneManagement;
using UnityEngine.SceneManagement;

namespace DeepVision.Editor
{
    /// <summary>The only scene: empty, since the client builds everything by code.</summary>
    internal static class SceneConfiguration
    {
        public static string Path => GeneratedAssets.At("Hall.unity");

        public static void Apply()
        {
            Scene scene = EditorSceneManager.NewScene(NewSceneSetup.EmptyScene, NewSceneMode.Single);
            EditorSceneManager.SaveScene(scene, Path);
            EditorBuildSettings.scenes = new[] { new EditorBuildSettingsScene(Path, true) };
        }
    }
}
