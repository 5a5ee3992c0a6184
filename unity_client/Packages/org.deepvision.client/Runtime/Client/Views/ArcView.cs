using System;
using System.Collections.Generic;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using Numbers = System.Numerics;

namespace DeepVision.Client
{
    /// <summary>The teleport's arc and where it lands; a station is marked by another colour.</summary>
    public sealed class ArcView : IDisposable
    {
        private const float Width = 0.03f;
        private const float RingRadius = 0.25f;
        private const float RingAboveFloor = 0.02f;
        private const int RingSides = 32;

        private readonly MeshView line = new MeshView("Solid", DrawOrder.Opaque);
        private readonly MeshView place = new MeshView("Solid", DrawOrder.Opaque);
        private readonly MeshView station = new MeshView("Solid", DrawOrder.Opaque);
        private readonly float[] positions = new float[2 * 3 * TeleportArc.Points];

        public ArcView()
        {
            line.ShowEverywhere(Strip(positions, Colours.TrunkArrow));
            place.Show(Ring(Colours.TrunkArrow));
            station.Show(Ring(Colours.Focus));
        }

        /// <summary>Once per frame; nothing while nobody aims.</summary>
        public void Draw(TeleportArc arc)
        {
            if (!arc.Landing.HasValue)
            {
                return;
            }
            TeleportLanding landing = arc.Landing.Value;
            Follow(arc.Line);
            line.Move(positions);
            line.Draw(UnitySpace.Hall);
            Numbers.Vector3 floor = landing.Point + new Numbers.Vector3(0, RingAboveFloor, 0);
            MeshView ring = landing.Station < 0 ? place : station;
            ring.Draw(UnitySpace.Place(new Board(floor), Numbers.Vector3.One));
        }

        public void Dispose()
        {
            line.Dispose();
            place.Dispose();
            station.Dispose();
        }

        /// <summary>A level strip along the arc.</summary>
        private void Follow(IReadOnlyList<Numbers.Vector3> line)
        {
            Numbers.Vector3 ahead = line[line.Count - 1] - line[0];
            Numbers.Vector3 side = Numbers.Vector3.Cross(ahead, Numbers.Vector3.UnitY);
            float length = side.Length();
            side = length < 1e-6f ? Numbers.Vector3.UnitX : side / length;
            for (int i = 0; i < TeleportArc.Points; i++)
            {
                Write(6 * i, line[i] - side * (Width / 2));
                Write(6 * i + 3, line[i] + side * (Width / 2));
            }
        }

        private void Write(int at, Numbers.Vector3 point)
        {
            positions[at] = point.X;
            positions[at + 1] = point.Y;
            positions[at + 2] = point.Z;
        }

        private static MeshData Ring(Rgb colour)
        {
            float[] positions = new float[2 * 3 * (RingSides + 1)];
            for (int i = 0; i <= RingSides; i++)
            {
                double angle = 2 * Math.PI * i / RingSides;
                for (int edge = 0; edge < 2; edge++)
                {
                    double radius = RingRadius + (edge == 0 ? -Width : Width) / 2;
                    positions[6 * i + 3 * edge] = (float)(radius * Math.Cos(angle));
                    positions[6 * i + 3 * edge + 2] = (float)(radius * Math.Sin(angle));
                }
            }
            return Strip(positions, colour);
        }

        /// <summary>Quads between pairs of points.</summary>
        private static MeshData Strip(float[] positions, Rgb colour)
        {
            int pairs = positions.Length / 6;
            float[] colours = new float[positions.Length];
            float[] none = new float[positions.Length];
            int[] triangles = new int[6 * (pairs - 1)];
            for (int i = 0; i < positions.Length; i += 3)
            {
                colours[i] = colour.R / 255f;
                colours[i + 1] = colour.G / 255f;
                colours[i + 2] = colour.B / 255f;
                none[i] = -1;
            }
            for (int quad = 0; quad < pairs - 1; quad++)
            {
                int first = 2 * quad;
                new[] { first, first + 1, first + 3, first, first + 3, first + 2 }.CopyTo(triangles, 6 * quad);
            }
            return new MeshData(positions, colours, new float[2 * positions.Length / 3], none, triangles);
        }
    }
}
