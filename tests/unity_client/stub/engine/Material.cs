using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public class Material : Object
    {
        private const string TexelSize = "_TexelSize";
        private readonly Dictionary<string, object> values = new Dictionary<string, object>();
        private readonly Shader program;
        private int? queue;
        private bool instancing;

        public Material(Shader shader)
        {
            if (shader == null)
            {
                throw new ArgumentNullException(nameof(shader));
            }

            program = shader;
            name = shader.name;
        }

        public Material(Material source)
            : this(source.shader)
        {
            foreach (KeyValuePair<string, object> value in source.values)
            {
                values.Add(value.Key, value.Value);
            }

            queue = source.queue;
            instancing = source.instancing;
        }

        public Shader shader
        {
            get
            {
                Use();
                return program;
            }
        }

        public bool enableInstancing
        {
            get
            {
                Use();
                return instancing;
            }

            set
            {
                Use();
                if (value && !program.Source.Instancing)
                {
                    throw new UnityException($"{program.name} has no #pragma multi_compile_instancing.");
                }

                instancing = value;
            }
        }

        public int renderQueue
        {
            get
            {
                Use();
                return queue ?? program.renderQueue;
            }

            set
            {
                Use();
                queue = value;
            }
        }

        public bool HasProperty(string name)
        {
            Use();
            return program.Source.Properties.ContainsKey(name);
        }

        public bool HasProperty(int nameID) { return HasProperty(Shader.NameOf(nameID)); }

        public void SetFloat(string name, float value) { Set(name, value); }

        public void SetFloat(int nameID, float value) { Set(Shader.NameOf(nameID), value); }

        public void SetInt(string name, int value) { Set(name, (float)value); }

        public void SetInt(int nameID, int value) { Set(Shader.NameOf(nameID), (float)value); }

        public void SetVector(string name, Vector4 value) { Set(name, value); }

        public void SetVector(int nameID, Vector4 value) { Set(Shader.NameOf(nameID), value); }

        public void SetColor(string name, Color value) { Set(name, value); }

        public void SetColor(int nameID, Color value) { Set(Shader.NameOf(nameID), value); }

        public void SetTexture(string name, Texture value) { Set(name, value); }

        public void SetTexture(int nameID, Texture value) { Set(Shader.NameOf(nameID), value); }

        public void SetFloatArray(string name, float[] values) { Set(name, values); }

        public void SetFloatArray(int nameID, float[] values) { Set(Shader.NameOf(nameID), values); }

        public void SetVectorArray(string name, Vector4[] values) { Set(name, values); }

        public void SetVectorArray(int nameID, Vector4[] values) { Set(Shader.NameOf(nameID), values); }

        public float GetFloat(string name) { return (float)Get(name); }

        public float GetFloat(int nameID) { return GetFloat(Shader.NameOf(nameID)); }

        public Vector4 GetVector(string name) { return (Vector4)Get(name); }

        public Vector4 GetVector(int nameID) { return GetVector(Shader.NameOf(nameID)); }

        public Texture GetTexture(string name)
        {
            Get(name);
            return values.TryGetValue(name, out object value) ? (Texture)value : null;
        }

        public Texture GetTexture(int nameID) { return GetTexture(Shader.NameOf(nameID)); }

        /// <summary>
        /// What a draw call gives the shader: defaults, then this material's values, then those of its block. Throws
        /// when a value does not fit.
        /// </summary>
        internal Dictionary<string, object> Merged(Dictionary<string, object> block, int instances)
        {
            var merged = new Dictionary<string, object>();
            foreach (ShaderProperty property in program.Source.Properties.Values)
            {
                object value = property.Default;
                if (values.TryGetValue(property.Name, out object own))
                {
                    value = own;
                }

                if (block != null && block.TryGetValue(property.Name, out object above))
                {
                    PropertyValues.Check(program, property, above);
                    value = above;
                }

                int entries = value is float[] numbers ? numbers.Length : value is Vector4[] all ? all.Length : 1;
                if (property.Instanced && entries < instances)
                {
                    throw new UnityException(
                        $"{program.name}: {property.Name} has {entries} values for {instances} instances.");
                }

                if (value is Texture texture)
                {
                    texture.Use("Drawing with " + property.Name);
                }

                merged[property.Name] = value;
            }

            AddTexelSizes(merged);
            foreach (string given in block == null ? (IEnumerable<string>)new string[0] : block.Keys)
            {
                PropertyValues.Find(program, given);
            }

            return merged;
        }

        /// <summary>The engine itself fills "_Name_TexelSize": 1 / width, 1 / height, width, height.</summary>
        private static void AddTexelSizes(Dictionary<string, object> merged)
        {
            foreach (string name in new List<string>(merged.Keys))
            {
                if (merged[name] is Texture texture && merged.ContainsKey(name + TexelSize))
                {
                    merged[name + TexelSize] =
                        new Vector4(1f / texture.width, 1f / texture.height, texture.width, texture.height);
                }
            }
        }

        private void Set(string name, object value)
        {
            Use("Setting " + name);
            PropertyValues.Check(program, PropertyValues.Find(program, name), value);
            PropertyValues.Put(values, name, value);
        }

        private object Get(string name)
        {
            Use("Getting " + name);
            ShaderProperty property = PropertyValues.Find(program, name);
            return values.TryGetValue(name, out object value) ? value : property.Default;
        }
    }

    public sealed class MaterialPropertyBlock
    {
        private readonly Dictionary<string, object> values = new Dictionary<string, object>();

        public bool isEmpty => values.Count == 0;

        public void Clear() { values.Clear(); }

        public void SetFloat(string name, float value) { PropertyValues.Put(values, name, value); }

        public void SetFloat(int nameID, float value) { SetFloat(Shader.NameOf(nameID), value); }

        public void SetVector(string name, Vector4 value) { PropertyValues.Put(values, name, value); }

        public void SetVector(int nameID, Vector4 value) { SetVector(Shader.NameOf(nameID), value); }

        public void SetColor(string name, Color value) { PropertyValues.Put(values, name, value); }

        public void SetColor(int nameID, Color value) { SetColor(Shader.NameOf(nameID), value); }

        public void SetTexture(string name, Texture value)
        {
            if (value == null)
            {
                throw new ArgumentNullException(nameof(value));
            }

            PropertyValues.Put(values, name, value);
        }

        public void SetTexture(int nameID, Texture value) { SetTexture(Shader.NameOf(nameID), value); }

        public void SetFloatArray(string name, float[] values) { PropertyValues.Put(this.values, name, values); }

        public void SetFloatArray(int nameID, float[] values) { SetFloatArray(Shader.NameOf(nameID), values); }

        public void SetVectorArray(string name, Vector4[] values) { PropertyValues.Put(this.values, name, values); }

        public void SetVectorArray(int nameID, Vector4[] values) { SetVectorArray(Shader.NameOf(nameID), values); }

        internal Dictionary<string, object> Copy()
        {
            var copy = new Dictionary<string, object>();
            foreach (KeyValuePair<string, object> value in values)
            {
                copy[value.Key] = value.Value is Array array ? array.Clone() : value.Value;
            }

            return copy;
        }
    }

    /// <summary>Rules for the values of shader properties.</summary>
    internal static class PropertyValues
    {
        /// <summary>Longest array that the engine passes on.</summary>
        private const int Longest = 1023;

        internal static ShaderProperty Find(Shader shader, string name)
        {
            if (!shader.Source.Properties.TryGetValue(name, out ShaderProperty property))
            {
                string known = string.Join(", ", shader.Source.Properties.Keys);
                throw new UnityException($"{shader.name} has no property {name}; it has {known}.");
            }

            return property;
        }

        internal static void Check(Shader shader, ShaderProperty property, object value)
        {
            bool array = value is Array;
            bool fits;
            switch (property.Kind)
            {
                case ShaderKind.Number: fits = value is float || value is float[]; break;
                case ShaderKind.Vector: fits = value is Vector4 || value is Vector4[]; break;
                case ShaderKind.Colour: fits = value is Color; break;
                case ShaderKind.Texture: fits = value == null || value is Texture2D; break;
                default: fits = value == null || value is Texture2DArray; break;
            }

            if (!fits || array != (property.Length > 0 || (property.Instanced && array)))
            {
                string length = property.Length > 0 ? $"[{property.Length}]" : "";
                throw new UnityException(
                    $"{shader.name}: {property.Name} is {property.Kind}{length}, not {value?.GetType().Name}.");
            }

            if (array && property.Length > 0 && ((Array)value).Length > property.Length)
            {
                throw new UnityException(
                    $"{shader.name}: {property.Name} has {property.Length} entries, {((Array)value).Length} were set.");
            }
        }

        /// <summary>Keep a value. An array has the length that it was first set with, as in the engine.</summary>
        internal static void Put(Dictionary<string, object> values, string name, object value)
        {
            Array array = value as Array;
            if (array == null)
            {
                values[name] = value;
                return;
            }

            if (array.Length == 0 || array.Length > Longest)
            {
                throw new ArgumentException($"{name}: {array.Length} entries; 1…{Longest} are possible.");
            }

            Array kept = values.TryGetValue(name, out object before) ? before as Array : null;
            if (kept == null)
            {
                values[name] = array.Clone();
                return;
            }

            if (array.Length > kept.Length)
            {
                throw new UnityException(
                    $"Property ({name}) exceeds previous array size ({array.Length} vs {kept.Length}).");
            }

            Array.Copy(array, kept, array.Length);
        }
    }
}
