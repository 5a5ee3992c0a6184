using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// All boxes of the hall (plates, gates, bars, frames) in one mesh. The light on each face is already in its
    /// colours. Coordinates: metres on the box from its middle, for the stripes; a second colour with a negative red
    /// says that there are none.
    /// </summary>
    public static class SolidMesh
    {
        private const float DarkestLight = 0.55f;

        /// <summary>Normal, to the right, and up of each face of a box, in its own axes.</summary>
        private static readonly Vector3[][] Faces =
        {
            new[] { Vector3.UnitX, -Vector3.UnitZ, Vector3.UnitY },
            new[] { -Vector3.UnitX, Vector3.UnitZ, Vector3.UnitY },
            new[] { Vector3.UnitY, Vector3.UnitX, -Vector3.UnitZ },
            new[] { -Vector3.UnitY, Vector3.UnitX, Vector3.UnitZ },
            new[] { Vector3.UnitZ, Vector3.UnitX, Vector3.UnitY },
            new[] { -Vector3.UnitZ, -Vector3.UnitX, Vector3.UnitY },
        };

        public static MeshData Build(IEnumerable<Solid> solids)
        {
            var mesh = new MeshBuilder();
            foreach (Solid solid in solids)
            {
                foreach (Vector3[] face in Faces)
                {
                    AddFace(mesh, solid, face[0], face[1], face[2]);
                }
            }

            return mesh.Build(true);
        }

        private static void AddFace(MeshBuilder mesh, Solid solid, Vector3 normal, Vector3 right, Vector3 up)
        {
            float light = Light(solid.Board, normal);
            Vector3 colour = MeshBuilder.ColourOf(solid.Colour) * light;
            Vector3 stripe = solid.Stripe.HasValue
                ? MeshBuilder.ColourOf(solid.Stripe.Value) * light
                : MeshBuilder.NoColour;
            Vector3[] corners = { normal - right - up, normal + right - up, normal + right + up, normal - right + up };
            int first = -1;
            foreach (Vector3 corner in corners)
            {
                Vector3 local = corner * solid.Size / 2;
                Vector3 position = solid.Board.On(local.X, local.Y, local.Z);
                int vertex = mesh.Vertex(position, colour, new Vector2(local.X, local.Y), stripe);
                first = first < 0 ? vertex : first;
            }

            mesh.Quad(first);
        }

        /// <summary>0.55…1: brightest where one looks from, a little brighter from above and from the right.</summary>
        private static float Light(Board board, Vector3 normal)
        {
            Vector3 n = board.At(Vector3.Zero).On(normal.X, normal.Y, normal.Z);
            return Math.Max(DarkestLight, Math.Min(1, 0.78f + 0.22f * n.Z + 0.16f * n.Y + 0.05f * n.X));
        }
    }
}
