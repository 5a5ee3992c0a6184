using System;
using System.Linq;
using System.Runtime.InteropServices;
using UnityEngine.Rendering;

namespace UnityEngine
{
    /// <summary>
    /// Vertex streams of 32-bit floats and triangles. What the engine would only complain about throws here.
    /// </summary>
    public sealed class Mesh : Object
    {
        private const int LargestShort = ushort.MaxValue;
        private readonly float[][] streams = new float[4][];
        private VertexAttributeDescriptor[] layout = new VertexAttributeDescriptor[0];
        private int count;
        private Bounds box;
        private bool readable = true;
        private IndexFormat format = IndexFormat.UInt16;

        public IndexFormat indexFormat
        {
            get
            {
                Use();
                return format;
            }

            set
            {
                Change();
                format = value;
            }
        }

        public int vertexCount
        {
            get
            {
                Use();
                return count;
            }
        }

        public bool isReadable
        {
            get
            {
                Use();
                return readable;
            }
        }

        public Bounds bounds
        {
            get
            {
                Use();
                return box;
            }

            set
            {
                Use();
                box = value;
            }
        }

        internal int[] Triangles { get; private set; } = new int[0];

        internal override long Bytes
        {
            get
            {
                long indices = (long)Triangles.Length * (format == IndexFormat.UInt16 ? 2 : 4);
                long bytes = streams.Sum(stream => stream == null ? 0 : stream.Length * 4L) + indices;
                return readable ? bytes * 2 : bytes;
            }
        }

        public void Clear()
        {
            Change();
            layout = new VertexAttributeDescriptor[0];
            Array.Clear(streams, 0, streams.Length);
            Triangles = new int[0];
            count = 0;
            box = default(Bounds);
        }

        public void SetVertexBufferParams(int vertexCount, params VertexAttributeDescriptor[] attributes)
        {
            Change();
            foreach (VertexAttributeDescriptor attribute in attributes)
            {
                if (attribute.format != VertexAttributeFormat.Float32 || attribute.dimension < 1
                    || attribute.dimension > 4 || attribute.stream < 0 || attribute.stream >= streams.Length)
                {
                    throw new NotSupportedException(
                        $"{attribute.attribute}: the stub's vertices are 1…4 numbers of Float32 in streams 0…3.");
                }
            }

            if (attributes.Length == 0 || attributes[0].attribute != VertexAttribute.Position)
            {
                throw new UnityException("SetVertexBufferParams: the first attribute is the position.");
            }

            for (int index = 1; index < attributes.Length; index++)
            {
                if (attributes[index].attribute <= attributes[index - 1].attribute)
                {
                    throw new UnityException("SetVertexBufferParams: attributes stand in the enumeration's order.");
                }
            }

            layout = attributes.ToArray();
            count = vertexCount;
            for (int stream = 0; stream < streams.Length; stream++)
            {
                int width = Width(stream);
                streams[stream] = width == 0 ? null : new float[width * vertexCount];
            }
        }

        public void SetVertexBufferData<T>(
            T[] data,
            int dataStart,
            int meshBufferStart,
            int count,
            int stream = 0,
            MeshUpdateFlags flags = MeshUpdateFlags.Default)
            where T : struct
        {
            Change();
            if (typeof(T) != typeof(float))
            {
                int size = Marshal.SizeOf(typeof(T));
                throw new NotSupportedException($"The stub takes vertices as float[], not {typeof(T)} ({size} bytes).");
            }

            float[] target = stream < 0 || stream >= streams.Length ? null : streams[stream];
            if (target == null || dataStart < 0 || dataStart + count > data.Length || meshBufferStart < 0
                || meshBufferStart + count > target.Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(count),
                    $"{count} numbers from {dataStart} of {data.Length} to {meshBufferStart} of stream {stream}, which "
                        + $"holds {target?.Length ?? 0}.");
            }

            Array.Copy(data, dataStart, target, meshBufferStart, count);
            foreach (float number in target)
            {
                if (float.IsNaN(number) || float.IsInfinity(number))
                {
                    throw new UnityException($"A vertex of '{name}' (stream {stream}) is not finite.");
                }
            }
        }

        public void SetTriangles(int[] triangles, int submesh)
        {
            SetTriangles(triangles, submesh, true);
        }

        public void SetTriangles(int[] triangles, int submesh, bool calculateBounds)
        {
            Change();
            if (submesh != 0 || triangles.Length % 3 != 0)
            {
                throw new UnityException("SetTriangles: the stub has one submesh, and triangles have three corners.");
            }

            int largest = triangles.Length == 0 ? -1 : triangles.Max();
            if (largest >= count || (triangles.Length > 0 && triangles.Min() < 0))
            {
                throw new UnityException($"SetTriangles: corner {largest} is outside the {count} vertices.");
            }

            if (format == IndexFormat.UInt16 && largest > LargestShort)
            {
                throw new UnityException("More than 65536 vertices need indexFormat = IndexFormat.UInt32.");
            }

            Triangles = (int[])triangles.Clone();
            if (calculateBounds)
            {
                RecalculateBounds();
            }
        }

        public void RecalculateBounds()
        {
            Use();
            float[] positions = Attribute(VertexAttribute.Position, out int size) ?? new float[0];
            Vector3 least = Vector3.one * float.MaxValue;
            Vector3 most = Vector3.one * float.MinValue;
            for (int start = 0; start < positions.Length; start += size)
            {
                Vector3 position = new Vector3(positions[start], positions[start + 1], positions[start + 2]);
                least = Vector3.Min(least, position);
                most = Vector3.Max(most, position);
            }

            box = default(Bounds);
            if (positions.Length > 0)
            {
                box.SetMinMax(least, most);
            }
        }

        public void MarkDynamic()
        {
            Use();
        }

        public void UploadMeshData(bool markNoLongerReadable)
        {
            Change();
            readable = !markNoLongerReadable;
        }

        /// <summary>The numbers of an attribute, vertex by vertex; null when the mesh has none.</summary>
        internal float[] Attribute(VertexAttribute wanted, out int size)
        {
            size = 0;
            foreach (VertexAttributeDescriptor attribute in layout)
            {
                if (attribute.attribute != wanted)
                {
                    continue;
                }

                int width = Width(attribute.stream);
                int offset = layout.TakeWhile(other => other.attribute != wanted)
                    .Where(other => other.stream == attribute.stream).Sum(other => other.dimension);
                size = attribute.dimension;
                float[] numbers = new float[count * size];
                for (int vertex = 0; vertex < count; vertex++)
                {
                    Array.Copy(streams[attribute.stream], vertex * width + offset, numbers, vertex * size, size);
                }

                return numbers;
            }

            return null;
        }

        private int Width(int stream)
        {
            return layout.Where(attribute => attribute.stream == stream).Sum(attribute => attribute.dimension);
        }

        private void Change()
        {
            Use("A change of the mesh");
            if (!readable)
            {
                throw new UnityException($"Not allowed to access the mesh '{name}': it is not readable any more.");
            }
        }
    }

    public sealed class MeshFilter : Component
    {
        private Mesh shared;

        public Mesh sharedMesh
        {
            get
            {
                Use();
                return shared;
            }

            set
            {
                Use();
                shared = value;
            }
        }
    }
}

namespace UnityEngine.Rendering
{
    public enum VertexAttribute
    {
        Position = 0,
        Normal = 1,
        Tangent = 2,
        Color = 3,
        TexCoord0 = 4,
        TexCoord1 = 5,
        TexCoord2 = 6,
        TexCoord3 = 7,
    }

    public enum VertexAttributeFormat
    {
        Float32 = 0,
        Float16 = 1,
        UNorm8 = 2,
        SNorm8 = 3,
    }

    [Flags]
    public enum MeshUpdateFlags
    {
        Default = 0,
        DontValidateIndices = 1,
        DontResetBoneBounds = 2,
        DontNotifyMeshUsers = 4,
        DontRecalculateBounds = 8,
    }

    public struct VertexAttributeDescriptor
    {
        public VertexAttributeDescriptor(
            VertexAttribute attribute = VertexAttribute.Position,
            VertexAttributeFormat format = VertexAttributeFormat.Float32,
            int dimension = 3,
            int stream = 0)
        {
            this.attribute = attribute;
            this.format = format;
            this.dimension = dimension;
            this.stream = stream;
        }

        public VertexAttribute attribute { get; set; }
        public VertexAttributeFormat format { get; set; }
        public int dimension { get; set; }
        public int stream { get; set; }
    }
}
