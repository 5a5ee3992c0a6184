using DeepVision.Space;
using UnityEngine;
using UnityEngine.Rendering;

namespace DeepVision.Client
{
    /// <summary>
    /// Fills an engine's mesh from the hall's arrays as they are: one stream for each, so that nothing is converted or
    /// copied on the way.
    /// </summary>
    internal static class MeshBuffers
    {
        private const int Positions = 0;
        private const int Colours = 1;
        private const int Coordinates = 2;
        private const int SecondColours = 3;

        /// <summary>Replaces all that the mesh holds.</summary>
        public static void Fill(Mesh mesh, MeshData data)
        {
            mesh.Clear();
            mesh.indexFormat = IndexFormat.UInt32;
            mesh.SetVertexBufferParams(data.VertexCount, Layout(data));
            mesh.SetVertexBufferData(data.Positions, 0, 0, data.Positions.Length, Positions);
            mesh.SetVertexBufferData(data.Colours, 0, 0, data.Colours.Length, Colours);
            mesh.SetVertexBufferData(data.Coordinates, 0, 0, data.Coordinates.Length, Coordinates);
            if (data.SecondColours != null)
            {
                mesh.SetVertexBufferData(data.SecondColours, 0, 0, data.SecondColours.Length, SecondColours);
            }
            mesh.SetTriangles(data.Triangles, 0);
        }

        /// <summary>Replaces the positions of a mesh that was filled before; as many as there are.</summary>
        public static void Move(Mesh mesh, float[] positions)
        {
            mesh.SetVertexBufferData(positions, 0, 0, positions.Length, Positions);
        }

        private static VertexAttributeDescriptor[] Layout(MeshData data)
        {
            VertexAttributeDescriptor position = Floats(VertexAttribute.Position, 3, Positions);
            VertexAttributeDescriptor colour = Floats(VertexAttribute.Color, 3, Colours);
            VertexAttributeDescriptor coordinate = Floats(VertexAttribute.TexCoord0, 2, Coordinates);
            return data.SecondColours == null
                ? new[] { position, colour, coordinate }
                : new[] { position, colour, coordinate, Floats(VertexAttribute.TexCoord1, 3, SecondColours) };
        }

        private static VertexAttributeDescriptor Floats(VertexAttribute attribute, int count, int stream)
        {
            return new VertexAttributeDescriptor(attribute, VertexAttributeFormat.Float32, count, stream);
        }
    }
}
