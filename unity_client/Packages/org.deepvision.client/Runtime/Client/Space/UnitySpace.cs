using System;
using DeepVision.Hall;
using UnityEngine;
using HallRay = DeepVision.Space.Ray;
using Numbers = System.Numerics;
using Pose = DeepVision.Space.Pose;

namespace DeepVision.Client
{
    /// <summary>
    /// Between the hall (metres, right-handed, y up, the data walks along -z) and the engine (left-handed, y up). The
    /// one place where z is flipped; nothing else in the client knows of it.
    /// </summary>
    public static class UnitySpace
    {
        /// <summary>Below this length a line of sight has no heading of its own.</summary>
        private const float Steep = 0.05f;

        /// <summary>Takes a mesh of the hall to where the engine draws it.</summary>
        public static readonly Matrix4x4 Hall = Matrix4x4.Scale(new Vector3(1, 1, -1));

        /// <summary>A point or direction of the hall.</summary>
        public static Vector3 ToEngine(Numbers.Vector3 hall)
        {
            return new Vector3(hall.X, hall.Y, -hall.Z);
        }

        /// <summary>How a camera is turned that looks as the pose does.</summary>
        public static Quaternion Rotation(Pose hall)
        {
            return Quaternion.Euler(-hall.Pitch * Mathf.Rad2Deg, -hall.Yaw * Mathf.Rad2Deg, 0);
        }

        /// <summary>A point or direction of the engine.</summary>
        public static Numbers.Vector3 ToHall(Vector3 engine)
        {
            return new Numbers.Vector3(engine.x, engine.y, -engine.z);
        }

        /// <summary>
        /// Where something is and looks to; its roll is left out. Whoever looks straight up or down keeps the heading
        /// that the top of the head has.
        /// </summary>
        public static Pose ToHall(Vector3 position, Quaternion rotation)
        {
            Vector3 forward = rotation * Vector3.forward;
            Vector3 heading = forward;
            if (heading.x * heading.x + heading.z * heading.z < Steep * Steep)
            {
                heading = rotation * (forward.y > 0 ? Vector3.down : Vector3.up);
            }
            return new Pose(
                ToHall(position),
                (float)Math.Atan2(-heading.x, heading.z),
                (float)Math.Asin(Mathf.Clamp(forward.y, -1, 1)));
        }

        /// <summary>The ray from a hand or an eye.</summary>
        public static HallRay RayToHall(Vector3 origin, Vector3 direction)
        {
            return new HallRay(ToHall(origin), ToHall(direction));
        }

        /// <summary>
        /// Places a mesh of the hall on a board: its x to the right, its y up, its z towards the reader, each as long
        /// as <paramref name="size"/> says.
        /// </summary>
        public static Matrix4x4 Place(Board board, Numbers.Vector3 size)
        {
            Board turned = board.At(Numbers.Vector3.Zero);
            return Columns(
                turned.On(size.X, 0), turned.On(0, size.Y), turned.On(0, 0, size.Z), board.Position);
        }

        /// <summary>
        /// Places a mesh of the hall along a line: its z from 0 to 1 from one end to the other, its x and y as wide as
        /// <paramref name="thickness"/>, in metres.
        /// </summary>
        public static Matrix4x4 Along(Numbers.Vector3 from, Numbers.Vector3 to, float thickness)
        {
            Numbers.Vector3 line = to - from;
            Numbers.Vector3 side = Numbers.Vector3.Cross(Numbers.Vector3.UnitY, line);
            side = side.Length() < 1e-6f ? Numbers.Vector3.UnitX : Numbers.Vector3.Normalize(side);
            Numbers.Vector3 above = Numbers.Vector3.Cross(line, side);
            above = above.Length() < 1e-6f ? Numbers.Vector3.UnitY : Numbers.Vector3.Normalize(above);
            return Columns(side * thickness, above * thickness, line, from);
        }

        /// <summary>Axes and origin in the hall, one to a column, and flipped.</summary>
        private static Matrix4x4 Columns(
            Numbers.Vector3 x, Numbers.Vector3 y, Numbers.Vector3 z, Numbers.Vector3 origin)
        {
            return new Matrix4x4(
                new Vector4(x.X, x.Y, -x.Z, 0),
                new Vector4(y.X, y.Y, -y.Z, 0),
                new Vector4(z.X, z.Y, -z.Z, 0),
                new Vector4(origin.X, origin.Y, -origin.Z, 1));
        }
    }
}
