using System;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// Where sheets stand that go with the visitor, and how much of a desktop's view they leave free.
    /// </summary>
    internal static class SheetPlaces
    {
        /// <summary>
        /// Metres from the eye to a sheet at the edge of the view: before everything that stands, behind what is held.
        /// </summary>
        private const float FromEye = 0.7f;

        /// <summary>Of half the view's height that stays free at its edges.</summary>
        private const float Margin = 0.04f;

        /// <summary>A layer's sheet in metres for each metre from the eye, as it is designed.</summary>
        private const float SheetExtent = 0.6f;
        private const float AboveHand = 0.16f;

        /// <summary>What a sheet at the right leaves free.</summary>
        public static View FreeView(View view)
        {
            float up = (float)Math.Tan(view.FieldOfView / 2);
            return new View(view.FieldOfView, (float)Math.Tan((LeftEdge(view) + SheetEdge(view)) / 2) / up);
        }

        /// <summary>
        /// How far to turn right, in radians, so that the middle of the free part looks straight ahead.
        /// </summary>
        public static float TurnForSheet(View view)
        {
            return (LeftEdge(view) - SheetEdge(view)) / 2;
        }

        /// <summary>Puts a sheet at an edge of the view.</summary>
        public static void AtEdge(PlacedSheet placed, Pose eye, View view)
        {
            float half = (float)Math.Tan(view.FieldOfView / 2) * FromEye;
            float halfWidth = half * view.Aspect;
            float margin = Margin * half;
            placed.Scale = FromEye / placed.Sheet.Distance;
            float fit = Math.Min(2 * (half - margin) / placed.Height, 2 * (halfWidth - margin) / placed.Width);
            placed.Scale *= Math.Min(1, fit);
            float right = 0;
            float up = 0;
            switch (placed.Anchor)
            {
                case SheetAnchor.UpperLeft:
                    right = placed.Width / 2 + margin - halfWidth;
                    up = half - margin - placed.Height / 2;
                    break;
                case SheetAnchor.LowerLeft:
                    right = placed.Width / 2 + margin - halfWidth;
                    up = placed.Height / 2 + margin - half;
                    break;
                case SheetAnchor.Left:
                    right = placed.Width / 2 + margin - halfWidth;
                    break;
                case SheetAnchor.Right:
                    right = halfWidth - margin - placed.Width / 2;
                    break;
            }

            Board view3 = new Board(eye.Position + eye.Forward * FromEye, eye.Yaw, -eye.Pitch);
            placed.Board = new Board(view3.On(right, up), eye.Yaw, -eye.Pitch);
        }

        /// <summary>Puts a sheet above a hand, facing the eye.</summary>
        /// <param name="placed">the sheet</param>
        /// <param name="hand">where the hand is</param>
        /// <param name="eye">who reads</param>
        /// <param name="size">times as large as it is to be read from there</param>
        public static void AboveHandFacing(PlacedSheet placed, Vector3 hand, Pose eye, float size)
        {
            float distance = Math.Max(0.2f, Vector3.Distance(hand, eye.Position));
            placed.Scale = Math.Min(1, distance / placed.Sheet.Distance) * size;
            Vector3 middle = hand + new Vector3(0, AboveHand + placed.Height / 2, 0);
            placed.Board = Facing(middle, eye.Position);
        }

        /// <summary>Stands before somebody, upright, from where it is to be read.</summary>
        /// <param name="eye">who reads</param>
        /// <param name="distance">metres</param>
        /// <param name="below">metres below the eye</param>
        public static Board Before(Pose eye, float distance, float below = 0.1f)
        {
            Vector3 ahead = new Pose(eye.Position, eye.Yaw, 0).Forward;
            return Facing(eye.Position + ahead * distance - new Vector3(0, below, 0), eye.Position);
        }

        /// <summary>Beside a panel, at its right, turned to whoever stands at its station.</summary>
        public static Board Beside(Placement panel, PlacedSheet placed)
        {
            const float Gap = 0.25f;
            const float Turned = 35 * Sizes.Degree;
            float across = panel.Width / 2 + Gap + placed.Width / 2 * (float)Math.Cos(Turned);
            float outwards = placed.Width / 2 * (float)Math.Sin(Turned) + 0.1f;
            Board board = new Board(new Vector3(panel.Position.X, Sizes.EyeHeight - 0.1f, panel.Position.Z), panel.Yaw);
            return new Board(board.On(across, 0, outwards), panel.Yaw - Turned);
        }

        /// <summary>Faces an eye.</summary>
        public static Board Facing(Vector3 middle, Vector3 eye)
        {
            Vector3 away = eye - middle;
            float level = (float)Math.Sqrt(away.X * away.X + away.Z * away.Z);
            return new Board(middle, (float)Math.Atan2(away.X, away.Z), (float)Math.Atan2(away.Y, level));
        }

        /// <summary>The angle from straight ahead to the left edge of the view.</summary>
        private static float LeftEdge(View view)
        {
            return (float)Math.Atan(Math.Tan(view.FieldOfView / 2) * view.Aspect);
        }

        /// <summary>The angle from straight ahead to where a sheet at the right begins.</summary>
        private static float SheetEdge(View view)
        {
            float half = (float)Math.Tan(view.FieldOfView / 2);
            float extent = Math.Min(SheetExtent, half * view.Aspect) + 2 * Margin * half;
            return (float)Math.Atan(half * view.Aspect - extent);
        }
    }
}
