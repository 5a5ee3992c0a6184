using System;
using UnityEngine;
using UnityEngine.SceneManagement;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public sealed class AssetDatabase
    {
        public static void Refresh() { throw CompileOnly.Error; }

        public static void SaveAssets() { throw CompileOnly.Error; }

        public static void CreateAsset(Object asset, string path) { throw CompileOnly.Error; }

        public static Object[] LoadAllAssetsAtPath(string assetPath) { throw CompileOnly.Error; }

        public static T LoadAssetAtPath<T>(string assetPath)
            where T : Object
        {
            throw CompileOnly.Error;
        }
    }

    public sealed class EditorUtility
    {
        public static void SetDirty(Object target) { throw CompileOnly.Error; }

        public static void CopySerialized(Object source, Object dest) { throw CompileOnly.Error; }
    }

    public class SerializedObject : IDisposable
    {
        public SerializedObject(Object obj) { throw CompileOnly.Error; }

        public SerializedProperty FindProperty(string propertyPath) { throw CompileOnly.Error; }

        public bool ApplyModifiedPropertiesWithoutUndo() { throw CompileOnly.Error; }

        public void Dispose() { throw CompileOnly.Error; }
    }

    public class SerializedProperty
    {
        private SerializedProperty()
        {
        }

        public int intValue
        {
            get { throw CompileOnly.Error; }
            set { throw CompileOnly.Error; }
        }
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName)
        {
        }
    }

    public class EditorBuildSettings : Object
    {
        private EditorBuildSettings()
        {
        }

        public static EditorBuildSettingsScene[] scenes
        {
            get { throw CompileOnly.Error; }
            set { throw CompileOnly.Error; }
        }

        public static void AddConfigObject(string name, Object obj, bool overwrite) { throw CompileOnly.Error; }

        public static bool TryGetConfigObject<T>(string name, out T result)
            where T : Object
        {
            throw CompileOnly.Error;
        }
    }

    public class EditorBuildSettingsScene
    {
        public EditorBuildSettingsScene(string path, bool enabled) { throw CompileOnly.Error; }
    }
}

namespace UnityEditor.SceneManagement
{
    public enum NewSceneMode
    {
        Single = 0,
        Additive = 1,
    }

    public enum NewSceneSetup
    {
        EmptyScene = 0,
        DefaultGameObjects = 1,
    }

    public sealed class EditorSceneManager
    {
        public static Scene NewScene(NewSceneSetup setup, NewSceneMode mode) { throw CompileOnly.Error; }

        public static bool SaveScene(Scene scene, string dstScenePath) { throw CompileOnly.Error; }
    }
}
