namespace DeepVision.Space
{
    /// <summary>
    /// Triangles as the engine takes them, in the hall's own space (right-handed). Front faces are not marked by their
    /// winding: every shader draws both sides.
    /// </summary>
    public sealed class MeshData
    {
        /// <summary>Three numbers per vertex: metres.</summary>
        public readonly float[] Positions;

        /// <summary>Three numbers per vertex: sRGB as it is to appear on the screen, 0…1.</summary>
        public readonly float[] Colours;

        /// <summary>Two numbers per vertex; what they mean is the shader's.</summary>
        public readonly float[] Coordinates;

        /// <summary>Three numbers per vertex, a second colour; null where the shader has none.</summary>
        public readonly float[] SecondColours;

        /// <summary>Three vertex numbers per triangle.</summary>
        public readonly int[] Triangles;

        public MeshData(
            float[] positions, float[] colours, float[] coordinates, float[] secondColours, int[] triangles)
        {
            Positions = positions;
            Colours = colours;
            Coordinates = coordinates;
            SecondColours = secondColours;
            Triangles = triangles;
        }

        public int VertexCount => Positions.Length / 3;
    }
}
