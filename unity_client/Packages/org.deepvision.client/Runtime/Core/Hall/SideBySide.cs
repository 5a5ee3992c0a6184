using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Where the halls of several networks stand.</summary>
    public static class SideBySide
    {
        /// <summary>
        /// Offset of each hall along x: the first stays where it is, the next ones follow to the right, 4 m apart.
        /// </summary>
        public static IReadOnlyList<float> Offsets(IEnumerable<Bounds> bounds)
        {
            var offsets = new List<float>();
            double? right = null;
            foreach (Bounds one in bounds)
            {
                double offset = right.HasValue ? right.Value + Sizes.BetweenNetworks - one.XMin : 0;
                offsets.Add((float)offset);
                right = offset + one.XMax;
            }

            return offsets;
        }

        /// <summary>The same network with everything that stands moved along x.</summary>
        public static Network Moved(Network network, float offset)
        {
            Bounds bounds = network.Bounds;
            return new Network(
                network.Id,
                network.Name,
                network.Source,
                network.Weights,
                network.Trained,
                network.Parameters,
                network.InputSize,
                network.InputChannels,
                network.ClassNames,
                network.Nodes.Select(node => Moved(node, offset)).ToArray(),
                network.Edges.Select(edge => Moved(edge, offset)).ToArray(),
                network.Sections.Select(section => Moved(section, offset)).ToArray(),
                new Bounds(bounds.XMin + offset, bounds.XMax + offset, bounds.ZMin, bounds.ZMax));
        }

        /// <summary>The smallest box around all of them.</summary>
        /// <exception cref="InvalidOperationException">There are none.</exception>
        public static Bounds Union(IReadOnlyCollection<Bounds> bounds)
        {
            return new Bounds(
                bounds.Min(one => one.XMin),
                bounds.Max(one => one.XMax),
                bounds.Min(one => one.ZMin),
                bounds.Max(one => one.ZMax));
        }

        private static Node Moved(Node node, float offset)
        {
            Panel panel = node.Panel;
            if (panel == null)
            {
                return node;
            }

            var moved = new Panel(
                Moved(panel.Position, offset),
                panel.Yaw,
                panel.Width,
                panel.Height,
                panel.Columns,
                panel.Rows,
                panel.Gap);
            return new Node(node.Id, node.Name, node.Kind, node.Shape, node.Parameters, node.Section, moved);
        }

        private static Edge Moved(Edge edge, float offset)
        {
            Vector3[] points = edge.Points.Select(point => Moved(point, offset)).ToArray();
            return new Edge(edge.Id, edge.Source, edge.Target, edge.Label, edge.Skip, points);
        }

        private static Section Moved(Section section, float offset)
        {
            Gate gate = section.Gate;
            Gate moved = gate == null ? null : new Gate(Moved(gate.Position, offset), gate.Width);
            return new Section(section.Id, section.Name, section.Parent, section.Nodes, section.Folded, moved);
        }

        private static Vector3 Moved(Vector3 point, float offset)
        {
            return new Vector3(point.X + offset, point.Y, point.Z);
        }
    }
}
