using DeepVision.Space;

namespace DeepVision.Client
{
    /// <summary>The rectangles that whole things are drawn on.</summary>
    internal static class Quads
    {
        /// <summary>A panel: x and y from 0, 0 at its upper left corner to 1, 1 at its lower right.</summary>
        public static MeshData Corners()
        {
            return Quad(0, 0, 1, 1);
        }

        /// <summary>
        /// A square of side 1 about its middle, upright; coordinates from 0, 0 at its upper left corner.
        /// </summary>
        public static MeshData Centred()
        {
            return Quad(-0.5f, 0.5f, 0.5f, -0.5f);
        }


        private static MeshData Quad(float left, float top, float right, float bottom)
        {
            return new MeshData(
                new[] { left, top, 0, left, bottom, 0, right, bottom, 0, right, top, 0 },
                new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 },
                new float[] { 0, 0, 0, 1, 1, 1, 1, 0 },
                null,
                new[] { 0, 1, 2, 0, 2, 3 });
        }
    }
}
