using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// Pictures that hang in the hall. Coordinates: u, v in the texture, v = 0 at its upper row. Half a texel inside,
    /// so that neighbours never shine through.
    /// </summary>
    public static class HangingMesh
    {
        /// <summary>
        /// Input canvases; each shows the centre of the picture that fills its own shape, as its network sees it.
        /// </summary>
        /// <param name="canvases">where they hang</param>
        /// <param name="aspect">width of the picture divided by its height, however its texture is shaped</param>
        /// <param name="texture">size of the texture that holds the whole picture</param>
        public static MeshData Canvases(IEnumerable<Hanging> canvases, float aspect, MapSize texture)
        {
            var mesh = new MeshBuilder();
            foreach (Hanging canvas in canvases)
            {
                Add(mesh, canvas, Cropped(canvas.Width / canvas.Height, aspect, texture));
            }

            return mesh.Build(false);
        }

        /// <summary>The shelf's pictures, over an atlas of 5 × 4 thumbnails.</summary>
        public static MeshData Shelf(IEnumerable<Hanging> pictures)
        {
            var mesh = new MeshBuilder();
            foreach (Hanging picture in pictures)
            {
                Add(mesh, picture, ThumbnailAt(picture.Slot));
            }

            return mesh.Build(false);
        }

        /// <summary>
        /// The centre of a picture of one aspect (width divided by height) that fills a rectangle of another.
        /// </summary>
        public static Rectangle Cropped(float wanted, float aspect, MapSize texture)
        {
            double share = (double)wanted / aspect;
            double across = Math.Min(1, share) / 2 - 0.5 / texture.Width;
            double down = Math.Min(1, 1 / share) / 2 - 0.5 / texture.Height;
            return new Rectangle(0.5 - across, 0.5 - down, 0.5 + across, 0.5 + down);
        }

        /// <summary>Where a thumbnail lies in the shelf's atlas.</summary>
        public static Rectangle ThumbnailAt(int slot)
        {
            const double Width = Sizes.ShelfColumns * Sizes.Thumbnail;
            const double Height = Sizes.ShelfRows * Sizes.Thumbnail;
            int x = slot % Sizes.ShelfColumns * Sizes.Thumbnail;
            int y = slot / Sizes.ShelfColumns * Sizes.Thumbnail;
            double inside = Sizes.Thumbnail - 0.5;
            return new Rectangle((x + 0.5) / Width, (y + 0.5) / Height, (x + inside) / Width, (y + inside) / Height);
        }

        private static void Add(MeshBuilder mesh, Hanging hanging, Rectangle part)
        {
            double right = hanging.Width / 2;
            double up = hanging.Height / 2;
            int first = Add(mesh, hanging.Board.On(-right, up), part.Left, part.Top);
            Add(mesh, hanging.Board.On(-right, -up), part.Left, part.Bottom);
            Add(mesh, hanging.Board.On(right, -up), part.Right, part.Bottom);
            Add(mesh, hanging.Board.On(right, up), part.Right, part.Top);
            mesh.Quad(first);
        }

        private static int Add(MeshBuilder mesh, Vector3 position, float u, float v)
        {
            return mesh.Vertex(position, Vector3.One, new Vector2(u, v), MeshBuilder.NoColour);
        }
    }
}
