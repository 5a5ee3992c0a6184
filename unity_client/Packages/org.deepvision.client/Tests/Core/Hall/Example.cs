using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Tests.Hall
{
    /// <summary>Small networks for tests.</summary>
    internal static class Example
    {
        public static Panel Panel(
            Vector3 position, double width = 1, double height = 1, int columns = 1, int rows = 1, double gap = 0.1)
        {
            return new Panel(position, 0, width, height, columns, rows, gap);
        }

        public static Node Node(string id, Panel panel, Shape shape)
        {
            string name = id.Split('.').Last();
            return new Node(id, name, id == "input" ? "input" : "tracker", shape, 1, null, panel);
        }

        public static Section Section(
            string id, string parent, IReadOnlyList<string> nodes, double? gate, bool folded = false)
        {
            Gate standing = gate.HasValue ? new Gate(new Vector3(0, 0, (float)gate.Value), 3) : null;
            return new Section(id, id, parent, nodes, folded, standing);
        }

        /// <summary>An edge along corners (x, z).</summary>
        public static Edge Edge(string label, bool skip, params Vector2[] corners)
        {
            Vector3[] points = corners.Select(corner => new Vector3(corner.X, 0.12f, corner.Y)).ToArray();
            return new Edge("e", "a", "b", label, skip, points);
        }

        public static Bounds Bounds(double xMin, double xMax, double zMin = -10, double zMax = 0)
        {
            return new Bounds(xMin, xMax, zMin, zMax);
        }

        public static Network Network(
            string id,
            IReadOnlyList<Node> nodes,
            IReadOnlyList<Edge> edges = null,
            IReadOnlyList<Section> sections = null,
            Bounds bounds = null,
            bool trained = true)
        {
            return new Network(
                id,
                id,
                "example.py",
                null,
                trained,
                1,
                new MapSize(150, 175),
                3,
                new[] { "sunflower", "crayfish" },
                nodes,
                edges ?? new Edge[0],
                sections ?? new Section[0],
                bounds ?? new Bounds(-2, 2, -4, 0));
        }

        public static Run Run(string trueClass, string network = "n")
        {
            var predictions = new[]
            {
                new Prediction(3, "sunflower", 5, 0.9),
                new Prediction(1, "crayfish", 1, 0.1),
            };
            return new Run("r", network, "i", predictions, trueClass, null);
        }

        public static float Degrees(double degrees)
        {
            return (float)(degrees * Math.PI / 180);
        }
    }
}
