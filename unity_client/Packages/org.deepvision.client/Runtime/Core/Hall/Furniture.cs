using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>The input canvases and the picture shelf.</summary>
    public static class Furniture
    {
        /// <summary>Distance of two pictures of the shelf.</summary>
        private const float ShelfPitch = Sizes.ShelfPicture + Sizes.ShelfGap;

        /// <summary>Where the shelf stands until it is called.</summary>
        public static readonly Board ShelfHome = new Board(Sizes.ShelfPosition, Sizes.ShelfYaw);

        /// <summary>
        /// Width and height of the input canvas: the shape of what the network sees, its longer side 1.2 m.
        /// </summary>
        public static Vector2 CanvasSize(MapSize input)
        {
            float scale = Sizes.CanvasLongerSide / Math.Max(input.Width, input.Height);
            return new Vector2(input.Width, input.Height) * scale;
        }

        /// <summary>The input canvas of a network whose lane is at <paramref name="x"/>.</summary>
        public static Hanging CanvasOf(Network network, float x)
        {
            Vector2 size = CanvasSize(network.InputSize);
            return new Hanging(new Board(new Vector3(x, Sizes.CanvasHeight, 0)), size.X, size.Y, Hanging.Canvas);
        }

        /// <summary>Frame and posts of a canvas.</summary>
        public static Signs CanvasFrame(Hanging canvas)
        {
            var signs = new Signs();
            Board board = canvas.Board;
            double width = canvas.Width;
            double height = canvas.Height;
            const double Rim = Sizes.CanvasFrame;
            const double Depth = 0.05;
            const double Back = -0.012;
            double below = Sizes.CanvasHeight - height / 2;
            double middle = -height / 2 - below / 2;
            signs.AddSolid(board.Beside(0, (height + Rim) / 2, Back), width + 2 * Rim, Rim, Depth, Colours.Gate);
            signs.AddSolid(board.Beside(0, -(height + Rim) / 2, Back), width + 2 * Rim, Rim, Depth, Colours.Gate);
            signs.AddSolid(board.Beside(-(width + Rim) / 2, 0, Back), Rim, height, Depth, Colours.Gate);
            signs.AddSolid(board.Beside((width + Rim) / 2, 0, Back), Rim, height, Depth, Colours.Gate);
            signs.AddSolid(board.Beside(-width / 2 + 0.08, middle, -0.02), 0.04, below, 0.03, Colours.Post);
            signs.AddSolid(board.Beside(width / 2 - 0.08, middle, -0.02), 0.04, below, 0.03, Colours.Post);
            return signs;
        }

        /// <summary>The places of the picture shelf, row by row.</summary>
        /// <param name="shelf">the middle of the shelf</param>
        public static IReadOnlyList<Hanging> ShelfPlaces(Board shelf)
        {
            return Enumerable.Range(0, Sizes.ShelfPlaces).Select(slot => ShelfPlace(shelf, slot)).ToArray();
        }

        /// <summary>
        /// The board behind the shelf's pictures, its title, and an amber frame around the chosen one.
        /// </summary>
        /// <param name="shelf">the middle of the shelf</param>
        /// <param name="chosen">number of a picture; null: none is framed</param>
        public static Signs Shelf(Board shelf, int? chosen)
        {
            var signs = new Signs();
            double width = Sizes.ShelfColumns * ShelfPitch + 0.06;
            double height = Sizes.ShelfRows * ShelfPitch + 0.06;
            double bottom = shelf.Position.Y - height / 2;
            double middle = -height / 2 - bottom / 2;
            signs.AddSolid(shelf, width, height, 0.02, Colours.Plate);
            signs.AddSolid(shelf.Beside(-(width / 2 - 0.1), middle), 0.04, bottom, 0.03, Colours.Post);
            signs.AddSolid(shelf.Beside(width / 2 - 0.1, middle), 0.04, bottom, 0.03, Colours.Post);
            if (chosen.HasValue)
            {
                const double Side = Sizes.ShelfPicture + 0.016;
                Board behind = ShelfPlace(shelf, chosen.Value).Board.Beside(0, 0, -0.006);
                signs.AddSolid(behind, Side, Side, 0.008, Colours.Focus);
            }

            signs.Texts.Add(
                new Text(shelf.Beside(0, 0.52), "Pictures", 0.045f, TextAlign.Centre, Colours.Quiet));
            return signs;
        }

        private static Hanging ShelfPlace(Board shelf, int slot)
        {
            double right = (slot % Sizes.ShelfColumns - (Sizes.ShelfColumns - 1) / 2.0) * ShelfPitch;
            double up = ((Sizes.ShelfRows - 1) / 2.0 - slot / Sizes.ShelfColumns) * ShelfPitch;
            return new Hanging(shelf.Beside(right, up, 0.02), Sizes.ShelfPicture, Sizes.ShelfPicture, slot);
        }
    }
}
