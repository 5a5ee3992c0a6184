using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using UnityEngine;
using UnityEngine.Rendering;

namespace DeepVision.Host
{
    /// <summary>
    /// Writes what the last frame drew into a folder: frame.json says what, frame.bin holds the numbers (little endian;
    /// {"offset": bytes, "count": numbers}, float32 or, for triangles, int32). Matrices are row by row, view and
    /// projection as OpenGL has them. Properties are a material's and its block's together, vectors as lists of
    /// numbers, textures by their number in "textures": mip by mip, in each mip slice by slice, as the graphics
    /// processor holds them.
    /// </summary>
    internal sealed class FrameDump : IDisposable
    {
        private readonly string folder;
        private readonly BinaryWriter numbers;
        private readonly JObject textures = new JObject();
        private readonly Dictionary<Mesh, JObject> meshes = new Dictionary<Mesh, JObject>();

        internal FrameDump(string folder)
        {
            Directory.CreateDirectory(folder);
            this.folder = folder;
            numbers = new BinaryWriter(File.Create(Path.Combine(folder, "frame.bin")));
        }

        public void Dispose()
        {
            numbers.Dispose();
        }

        internal JObject Write(Drawing drawing)
        {
            Camera camera = drawing.Camera;
            if (camera == null)
            {
                throw new InvalidOperationException("The last frame had no camera: nothing was drawn.");
            }

            Color ground = camera.backgroundColor;
            JObject frame = new JObject
            {
                { "width", camera.pixelWidth },
                { "height", camera.pixelHeight },
                { "view", new JArray(camera.worldToCameraMatrix.Rows()) },
                { "projection", new JArray(camera.projectionMatrix.Rows()) },
                { "background", new JArray(ground.r, ground.g, ground.b) },
                { "draws", new JArray(drawing.Seen.Select(Draw)) },
                { "textures", textures },
            };
            File.WriteAllText(Path.Combine(folder, "frame.json"), frame.ToString());
            return new JObject { { "draws", drawing.Seen.Count }, { "textures", textures.Count } };
        }

        private static float[] Attribute(Mesh mesh, VertexAttribute attribute, int expected)
        {
            float[] values = mesh.Attribute(attribute, out int size);
            if (values != null && size != expected)
            {
                throw new InvalidDataException($"{mesh.name}: {attribute} has {size} numbers, expected {expected}.");
            }

            return values;
        }

        private JObject Draw(Draw draw)
        {
            Dictionary<string, object> merged =
                draw.Material.Merged(draw.Properties, draw.Instanced ? draw.Matrices.Length : 0);
            return new JObject
            {
                { "shader", draw.Material.shader.name },
                { "queue", draw.Material.renderQueue },
                { "instances", draw.Matrices.Length },
                { "matrices", Numbers(draw.Matrices.SelectMany(matrix => matrix.Rows()).ToArray()) },
                { "mesh", Mesh(draw.Mesh) },
                { "properties", new JObject(merged.Select(value => Property(draw.Material.shader, value))) },
            };
        }

        private JObject Mesh(Mesh mesh)
        {
            if (!meshes.TryGetValue(mesh, out JObject written))
            {
                written = new JObject
                {
                    { "positions", Numbers(Attribute(mesh, VertexAttribute.Position, 3)) },
                    { "colours", Numbers(Attribute(mesh, VertexAttribute.Color, 3)) },
                    { "coordinates", Numbers(Attribute(mesh, VertexAttribute.TexCoord0, 2)) },
                    { "second", Numbers(Attribute(mesh, VertexAttribute.TexCoord1, 3)) },
                    { "triangles", Numbers(mesh.Triangles) },
                };
                meshes.Add(mesh, written);
            }

            return (JObject)written.DeepClone();
        }

        private JProperty Property(Shader shader, KeyValuePair<string, object> property)
        {
            ShaderKind kind = shader.Source.Properties[property.Key].Kind;
            return new JProperty(property.Key, Value(kind, property.Value));
        }

        private JToken Value(ShaderKind kind, object value)
        {
            if (kind == ShaderKind.Texture || kind == ShaderKind.TextureArray)
            {
                Texture texture = value as Texture;
                bool array = kind == ShaderKind.TextureArray;
                return new JObject
                {
                    { "texture", texture == null ? BuiltIn(value as string, array) : Texture(texture) },
                };
            }

            if (kind == ShaderKind.Colour)
            {
                // The project is in linear colour: the engine converts what is declared as a colour.
                Vector4 light = (value is Color colour ? colour : (Color)(Vector4)value).linear;
                return new JArray(light.x, light.y, light.z, light.w);
            }

            return new JArray(Flat(value));
        }

        private static float[] Flat(object value)
        {
            if (value is float number)
            {
                return new[] { number };
            }

            if (value is float[] numbers)
            {
                return numbers;
            }

            Vector4[] vectors =
                value as Vector4[] ?? new[] { value is Vector4 vector ? vector : Vector4.zero };
            return vectors.SelectMany(item => new[] { item.x, item.y, item.z, item.w }).ToArray();
        }

        private string Texture(Texture texture)
        {
            string id = texture.GetInstanceID().ToString();
            if (textures[id] == null)
            {
                bool array = texture is Texture2DArray;
                textures[id] = Describe(
                    texture.Texels, texture.filterMode, texture.anisoLevel, texture.wrapMode, array);
            }

            return id;
        }

        /// <summary>What the engine binds where no texture was set.</summary>
        private string BuiltIn(string name, bool array)
        {
            string id = $"default {name} {(array ? "array" : "texture")}";
            if (textures[id] == null)
            {
                byte grey = name == "white" ? (byte)255 : name == "black" ? (byte)0 : (byte)128;
                Texels texels = new Texels(1, 1, 1, TextureFormat.RGBA32, 1, true);
                texels.Drawn[0][0] = new[] { grey, grey, grey, (byte)(name == "black" ? 0 : 255) };
                textures[id] = Describe(texels, FilterMode.Point, 1, TextureWrapMode.Repeat, array);
            }

            return id;
        }

        private JObject Describe(Texels texels, FilterMode filter, int anisotropy, TextureWrapMode wrap, bool array)
        {
            long start = numbers.BaseStream.Position;
            foreach (byte[][] mip in texels.Drawn)
            {
                foreach (byte[] slice in mip)
                {
                    numbers.Write(slice);
                }
            }

            long bytes = numbers.BaseStream.Position - start;
            numbers.Write(new byte[(4 - bytes % 4) % 4]);
            return new JObject
            {
                { "dimension", array ? "2DArray" : "2D" },
                { "width", texels.Width },
                { "height", texels.Height },
                { "depth", texels.Depth },
                { "format", texels.Format.ToString() },
                { "mips", texels.Mips },
                { "filter", filter.ToString() },
                { "aniso", anisotropy },
                { "wrap", wrap.ToString() },
                { "offset", start },
                { "bytes", bytes },
            };
        }

        private JToken Numbers(float[] values)
        {
            return values == null ? JValue.CreateNull() : Block(values, values.Length);
        }

        private JToken Numbers(int[] values)
        {
            return Block(values, values.Length);
        }

        private JToken Block(Array values, int count)
        {
            long start = numbers.BaseStream.Position;
            byte[] bytes = new byte[count * 4];
            Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
            numbers.Write(bytes);
            return new JObject { { "offset", start }, { "count", count } };
        }
    }
}
