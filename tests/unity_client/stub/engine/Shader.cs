using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace UnityEngine
{
    /// <summary>A shader's file: what properties it has. Nothing is compiled here.</summary>
    public sealed class Shader : Object
    {
        private static readonly List<string> Names = new List<string>();

        private Shader(ShaderSource source)
        {
            Source = source;
            name = source.Name;
        }

        public int renderQueue => Source.Queue;

        public bool isSupported => true;

        internal ShaderSource Source { get; }

        public static int PropertyToID(string name)
        {
            lock (Names)
            {
                if (!Names.Contains(name))
                {
                    Names.Add(name);
                }

                return Names.IndexOf(name);
            }
        }

        internal static string NameOf(int number)
        {
            lock (Names)
            {
                return Names[number];
            }
        }

        internal static Shader Load(string file)
        {
            return new Shader(ShaderSource.Read(file));
        }
    }

    internal enum ShaderKind
    {
        Number,
        Vector,
        Colour,
        Texture,
        TextureArray,
    }

    internal sealed class ShaderProperty
    {
        internal string Name;
        internal ShaderKind Kind;

        /// <summary>Entries of an array, 0 when it is none.</summary>
        internal int Length;
        internal bool Instanced;

        /// <summary>A number, a vector or a texture's default name; null: none.</summary>
        internal object Default;
    }

    /// <summary>
    /// Properties of a shader: those of its Properties block, and the uniforms that its program declares by itself.
    /// </summary>
    internal sealed class ShaderSource
    {
        private static readonly Regex PropertyLine = new Regex(
            @"^\s*(?:\[[^\]]*\]\s*)*(_\w+)\s*\(\s*""[^""]*""\s*,\s*(\w+)(?:\s*\([^)]*\))?\s*\)\s*=\s*(.*)$",
            RegexOptions.Multiline);

        private static readonly Regex Uniform = new Regex(
            @"^\s*(?:uniform\s+)?(float|half|int|uint)([2-4])?\s+(_\w+)\s*(?:\[\s*(\d+)\s*\])?\s*;",
            RegexOptions.Multiline);

        private static readonly Regex Texture = new Regex(
            @"^\s*(?:TEXTURE2D(_ARRAY)?(?:_FLOAT|_HALF)?\s*\(\s*(_\w+)\s*\)|Texture2D(Array)?(?:<\w+>)?\s+(_\w+))\s*;",
            RegexOptions.Multiline);

        private static readonly Regex PerInstance = new Regex(@"UNITY_DEFINE_INSTANCED_PROP\s*\(\s*(\w+)\s*,\s*(_\w+)");
        private static readonly Regex Include = new Regex(@"^\s*#include\s+""([^""]+)""", RegexOptions.Multiline);

        internal readonly Dictionary<string, ShaderProperty> Properties = new Dictionary<string, ShaderProperty>();

        internal string Name { get; private set; }

        internal int Queue { get; private set; }

        internal bool Instancing { get; private set; }

        internal static ShaderSource Read(string file)
        {
            ShaderSource source = new ShaderSource();
            string text = File.ReadAllText(file);
            source.Name = Regex.Match(text, "Shader\\s+\"([^\"]+)\"").Groups[1].Value;
            source.Queue = QueueOf(text);
            string program = WithIncludes(text, file, new HashSet<string>());
            source.Instancing = program.Contains("multi_compile_instancing");
            source.ReadProgram(program);
            source.ReadProperties(text);
            return source;
        }

        private static int QueueOf(string text)
        {
            Match tag = Regex.Match(text, "\"Queue\"\\s*=\\s*\"(\\w+)\\s*([+-]\\s*\\d+)?\"");
            if (!tag.Success)
            {
                return (int)Rendering.RenderQueue.Geometry;
            }

            int queue = (int)(Rendering.RenderQueue)Enum.Parse(typeof(Rendering.RenderQueue), tag.Groups[1].Value);
            string more = tag.Groups[2].Value.Replace(" ", "");
            return queue + (more == "" ? 0 : int.Parse(more, CultureInfo.InvariantCulture));
        }

        /// <summary>The text with the files of our own package that it includes.</summary>
        private static string WithIncludes(string text, string file, HashSet<string> seen)
        {
            string all = Regex.Replace(text, @"//.*|/\*[\s\S]*?\*/", "");
            foreach (Match include in Include.Matches(all))
            {
                string path = Find(include.Groups[1].Value, file);
                if (path != null && seen.Add(path))
                {
                    all += "\n" + WithIncludes(File.ReadAllText(path), path, seen);
                }
            }

            return all;
        }

        private static string Find(string name, string from)
        {
            string beside = Path.Combine(Path.GetDirectoryName(from), name);
            if (File.Exists(beside))
            {
                return Path.GetFullPath(beside);
            }

            // "Packages/<package>/…" counts from the project's folder, which is above all of its files.
            for (DirectoryInfo folder = Directory.GetParent(from); folder != null; folder = folder.Parent)
            {
                string path = Path.Combine(folder.FullName, name);
                if (File.Exists(path))
                {
                    return path;
                }
            }

            if (name.StartsWith("Packages/com.unity."))
            {
                return null;
            }

            throw new UnityException($"{from} includes {name}, which does not exist.");
        }

        private static Vector4 Numbers(string text)
        {
            float[] numbers = text.Trim().Trim('(', ')').Split(',')
                .Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return new Vector4(
                numbers[0],
                numbers.Length > 1 ? numbers[1] : 0,
                numbers.Length > 2 ? numbers[2] : 0,
                numbers.Length > 3 ? numbers[3] : 0);
        }

        private void ReadProgram(string program)
        {
            foreach (Match uniform in Uniform.Matches(program))
            {
                string length = uniform.Groups[4].Value;
                int entries = length == "" ? 0 : int.Parse(length, CultureInfo.InvariantCulture);
                bool vector = uniform.Groups[2].Success;
                Add(new ShaderProperty
                {
                    Name = uniform.Groups[3].Value,
                    Kind = vector ? ShaderKind.Vector : ShaderKind.Number,
                    Length = entries,
                    Default = entries == 0 ? null : vector ? (object)new Vector4[entries] : new float[entries],
                });
            }

            foreach (Match texture in Texture.Matches(program))
            {
                bool array = texture.Groups[1].Success || texture.Groups[3].Success;
                string name = texture.Groups[2].Success ? texture.Groups[2].Value : texture.Groups[4].Value;
                Add(new ShaderProperty { Name = name, Kind = array ? ShaderKind.TextureArray : ShaderKind.Texture });
            }

            foreach (Match instanced in PerInstance.Matches(program))
            {
                bool vector = char.IsDigit(instanced.Groups[1].Value.Last());
                Add(new ShaderProperty
                {
                    Name = instanced.Groups[2].Value,
                    Kind = vector ? ShaderKind.Vector : ShaderKind.Number,
                    Instanced = true,
                });
            }
        }

        private void ReadProperties(string text)
        {
            foreach (Match line in PropertyLine.Matches(text))
            {
                string name = line.Groups[1].Value;
                ShaderKind kind = KindOf(line.Groups[2].Value);
                if (!Properties.TryGetValue(name, out ShaderProperty property))
                {
                    throw new UnityException($"{Name}: the property {name} is used by no program of the shader.");
                }

                if (property.Kind != kind && !(property.Kind == ShaderKind.Vector && kind == ShaderKind.Colour))
                {
                    throw new UnityException($"{Name}: {name} is {kind}, in the program {property.Kind}.");
                }

                property.Kind = kind;
                string value = Regex.Replace(line.Groups[3].Value, @"\{.*", "").Trim();
                bool texture = kind == ShaderKind.Texture || kind == ShaderKind.TextureArray;
                property.Default = texture ? value.Trim('"')
                    : kind == ShaderKind.Number ? (object)Numbers(value).x : Numbers(value);
            }
        }

        private ShaderKind KindOf(string type)
        {
            switch (type)
            {
                case "Float":
                case "Range":
                case "Int":
                case "Integer": return ShaderKind.Number;
                case "Vector": return ShaderKind.Vector;
                case "Color": return ShaderKind.Colour;
                case "2D": return ShaderKind.Texture;
                case "2DArray": return ShaderKind.TextureArray;
                default: throw new NotSupportedException($"{Name}: the stub has no properties of type {type}.");
            }
        }

        private void Add(ShaderProperty property)
        {
            if (!Properties.ContainsKey(property.Name))
            {
                Properties.Add(property.Name, property);
            }
        }
    }
}
