using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>The shelf with the pictures one can pick from; it comes when it is called.</summary>
    public sealed class PictureShelf
    {
        /// <summary>How far below the eye a called shelf's middle hangs, as at its home.</summary>
        private const float BelowEye = 0.25f;

        private const float LowestMiddle = 0.55f;

        public PictureShelf()
        {
            Board = Furniture.ShelfHome;
            Places = Furniture.ShelfPlaces(Board);
            Mesh = new HallMesh(HangingMesh.Shelf(Places));
        }

        /// <summary>Where its middle is.</summary>
        public Board Board { get; private set; }

        /// <summary>Whether it stands where it was called to.</summary>
        public bool IsCalled { get; private set; }

        /// <summary>Where its pictures hang, row by row.</summary>
        public IReadOnlyList<Hanging> Places { get; private set; }

        /// <summary>The pictures, over an atlas of 5 × 4 thumbnails.</summary>
        public HallMesh Mesh { get; }

        /// <summary>Stands 1.2 m before the eye, facing it.</summary>
        public void Call(Pose eye)
        {
            Vector3 ahead = new Pose(eye.Position, eye.Yaw, 0).Forward;
            Vector3 middle = eye.Position + ahead * Sizes.CalledShelfDistance;
            middle.Y = Math.Max(LowestMiddle, eye.Position.Y - BelowEye);
            Stand(new Board(middle, eye.Yaw));
            IsCalled = true;
        }

        /// <summary>Stands beside the first canvas again.</summary>
        public void PutBack()
        {
            Stand(Furniture.ShelfHome);
            IsCalled = false;
        }

        private void Stand(Board board)
        {
            Board = board;
            Places = Furniture.ShelfPlaces(board);
            Mesh.Set(HangingMesh.Shelf(Places));
        }
    }
}
