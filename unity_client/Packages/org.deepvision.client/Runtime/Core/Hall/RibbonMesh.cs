using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// Ribbons with arrows along the edges, for the solids' shader; skips are narrower, of another colour and a little
    /// higher.
    /// </summary>
    public static class RibbonMesh
    {
        /// <summary>
        /// Metres by which a ribbon ends before its panel, so that it does not run through the plate.
        /// </summary>
        private const float BeforePlate = 0.3f;

        private const float SkipAbove = 0.012f;
        private const float ArrowAbove = 0.006f;

        public static MeshData Build(IEnumerable<Edge> edges)
        {
            var mesh = new MeshBuilder();
            foreach (Edge edge in edges)
            {
                IReadOnlyList<Vector2> path = RibbonPath.Shortened(RibbonPath.Of(edge), BeforePlate);
                float width = edge.Skip ? Sizes.SkipWidth : Sizes.RibbonWidth;
                float height = Sizes.RibbonHeight + (edge.Skip ? SkipAbove : 0);
                AddStrip(mesh, path, width, height, edge.Skip ? Colours.Skip : Colours.Trunk);
                Rgb arrowColour = edge.Skip ? Colours.SkipArrow : Colours.TrunkArrow;
                foreach (Arrow arrow in RibbonPath.Arrows(path, Sizes.ArrowEvery))
                {
                    AddArrow(mesh, arrow, width, height + ArrowAbove, arrowColour);
                }
            }

            return mesh.Build(true);
        }

        private static void AddStrip(
            MeshBuilder mesh, IReadOnlyList<Vector2> path, float width, float height, Rgb colour)
        {
            if (path.Count < 2)
            {
                return;
            }

            int[] left = new int[path.Count];
            int[] right = new int[path.Count];
            for (int i = 0; i < path.Count; i++)
            {
                Vector2 half = ToTheLeft(path, i) * (width / 2);
                left[i] = AddVertex(mesh, path[i] + half, height, colour);
                right[i] = AddVertex(mesh, path[i] - half, height, colour);
            }

            for (int i = 1; i < path.Count; i++)
            {
                mesh.Triangle(left[i - 1], right[i - 1], right[i]);
                mesh.Triangle(left[i - 1], right[i], left[i]);
            }
        }

        /// <summary>
        /// From a corner of the path to the left border of a ribbon of half width 1; at a bend it lies on the bisector.
        /// </summary>
        private static Vector2 ToTheLeft(IReadOnlyList<Vector2> path, int i)
        {
            bool isFirst = i == 0;
            bool isLast = i == path.Count - 1;
            Vector2 incoming = RibbonPath.Direction(path[isFirst ? i : i - 1], path[isFirst ? i + 1 : i]);
            Vector2 outgoing = isLast ? incoming : RibbonPath.Direction(path[i], path[i + 1]);
            Vector2 along = (incoming + outgoing) / 2;
            var normal = new Vector2(-along.Y, along.X);
            return normal / Math.Max(0.25f, normal.LengthSquared());
        }

        private static void AddArrow(MeshBuilder mesh, Arrow arrow, float width, float height, Rgb colour)
        {
            Vector2 ahead = arrow.Direction * (width * 2.2f / 2);
            Vector2 aside = new Vector2(-arrow.Direction.Y, arrow.Direction.X) * (width * 1.3f);
            int[] corners = new[] { arrow.At + ahead, arrow.At - ahead + aside, arrow.At - ahead - aside }
                .Select(corner => AddVertex(mesh, corner, height, colour))
                .ToArray();
            mesh.Triangle(corners[0], corners[1], corners[2]);
        }

        private static int AddVertex(MeshBuilder mesh, Vector2 point, float height, Rgb colour)
        {
            var position = new Vector3(point.X, height, point.Y);
            return mesh.Vertex(position, MeshBuilder.ColourOf(colour), Vector2.Zero, MeshBuilder.NoColour);
        }
    }
}
