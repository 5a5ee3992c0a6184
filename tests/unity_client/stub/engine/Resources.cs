using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace UnityEngine
{
    public class TextAsset : Object
    {
        private readonly byte[] content;

        internal TextAsset(byte[] content)
        {
            this.content = content;
        }

        public byte[] bytes
        {
            get
            {
                Use();
                return (byte[])content.Clone();
            }
        }

        public string text
        {
            get
            {
                Use();
                return Encoding.UTF8.GetString(content);
            }
        }
    }

    public sealed class Resources
    {
        private static readonly Dictionary<Type, string[]> Endings = new Dictionary<Type, string[]>
        {
            { typeof(Shader), new[] { ".shader" } },
            { typeof(TextAsset), new[] { ".bytes", ".txt", ".json" } },
        };

        /// <summary>The asset below any folder named Resources, the same each time; null when there is none.</summary>
        public static T Load<T>(string path)
            where T : Object
        {
            World.Guard();
            if (!Endings.TryGetValue(typeof(T), out string[] endings))
            {
                throw new NotSupportedException($"The stub loads shaders and texts, no {typeof(T).Name}.");
            }

            if (Path.HasExtension(path))
            {
                throw new UnityException($"Resources.Load(\"{path}\"): paths are given without the file's ending.");
            }

            string key = typeof(T).Name + " " + path;
            Dictionary<string, Object> loaded = World.Current.Resources;
            if (!loaded.TryGetValue(key, out Object found) || found == null)
            {
                found = Read<T>(path, endings);
                loaded[key] = found;
            }

            return (T)found;
        }

        /// <summary>Frees an asset that was loaded; it is read again when it is loaded again.</summary>
        public static void UnloadAsset(Object assetToUnload)
        {
            World.Guard();
            World.Current.Population.Unload(assetToUnload);
        }

        private static Object Read<T>(string path, string[] endings)
        {
            foreach (string root in World.Current.Machine.ResourceRoots)
            {
                foreach (string folder in Directory.GetDirectories(root, "Resources", SearchOption.AllDirectories))
                {
                    string stem = Path.Combine(folder, path);
                    string file = endings.Select(ending => stem + ending).FirstOrDefault(File.Exists);
                    if (file != null)
                    {
                        bool shader = typeof(T) == typeof(Shader);
                        Object asset = shader ? (Object)Shader.Load(file) : new TextAsset(File.ReadAllBytes(file));
                        asset.MarkAsset();
                        return asset;
                    }
                }
            }

            return null;
        }
    }
}
