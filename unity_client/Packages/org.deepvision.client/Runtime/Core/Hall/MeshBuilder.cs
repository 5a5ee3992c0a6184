using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Collects vertices and triangles, then gives them as the engine takes them.</summary>
    internal sealed class MeshBuilder
    {
        private readonly List<float> positions = new List<float>();
        private readonly List<float> colours = new List<float>();
        private readonly List<float> coordinates = new List<float>();
        private readonly List<float> secondColours = new List<float>();
        private readonly List<int> triangles = new List<int>();

        /// <summary>A second colour that says: there is none.</summary>
        public static readonly Vector3 NoColour = new Vector3(-1, -1, -1);

        public static Vector3 ColourOf(Rgb colour)
        {
            return new Vector3(colour.R, colour.G, colour.B) / 255;
        }

        /// <summary>Adds a vertex and returns its number.</summary>
        public int Vertex(Vector3 position, Vector3 colour, Vector2 coordinate, Vector3 secondColour)
        {
            int vertex = positions.Count / 3;
            Add(positions, position);
            Add(colours, colour);
            coordinates.Add(coordinate.X);
            coordinates.Add(coordinate.Y);
            Add(secondColours, secondColour);
            return vertex;
        }

        public void Triangle(int a, int b, int c)
        {
            triangles.Add(a);
            triangles.Add(b);
            triangles.Add(c);
        }

        /// <summary>Two triangles over four vertices that were added one after the other, around the quad.</summary>
        public void Quad(int first)
        {
            Triangle(first, first + 1, first + 2);
            Triangle(first, first + 2, first + 3);
        }

        public MeshData Build(bool withSecondColours)
        {
            return new MeshData(
                positions.ToArray(),
                colours.ToArray(),
                coordinates.ToArray(),
                withSecondColours ? secondColours.ToArray() : null,
                triangles.ToArray());
        }

        private static void Add(List<float> numbers, Vector3 value)
        {
            numbers.Add(value.X);
            numbers.Add(value.Y);
            numbers.Add(value.Z);
        }
    }
}
