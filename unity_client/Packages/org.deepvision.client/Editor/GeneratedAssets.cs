using System.IO;
using UnityEditor;
using UnityEngine;

namespace DeepVision.Editor
{
    /// <summary>The folder of assets that are made by code and kept out of the repository.</summary>
    internal static class GeneratedAssets
    {
        private const string Root = "Assets/Generated";
        private const string Resources = Root + "/Resources/DeepVision";

        /// <summary>Path of a generated asset.</summary>
        public static string At(string name)
        {
            return Root + "/" + name;
        }

        /// <summary>Path of a generated asset that every player contains.</summary>
        public static string InResources(string name)
        {
            return Resources + "/" + name;
        }

        public static void CreateFolder()
        {
            Directory.CreateDirectory(Resources);
            AssetDatabase.Refresh();
        }

        /// <summary>
        /// Writes <paramref name="asset"/> to <paramref name="path"/>, in place of what an earlier call left there, and
        /// returns what is stored: identifiers stay the same.
        /// </summary>
        public static T Store<T>(T asset, string path) where T : Object
        {
            T stored = AssetDatabase.LoadAssetAtPath<T>(path);
            if (stored == null)
            {
                AssetDatabase.CreateAsset(asset, path);
                return asset;
            }
            EditorUtility.CopySerialized(asset, stored);
            EditorUtility.SetDirty(stored);
            Object.DestroyImmediate(asset);
            return stored;
        }
    }
}
