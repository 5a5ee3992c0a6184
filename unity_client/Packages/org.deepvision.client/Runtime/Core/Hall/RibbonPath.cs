using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Api;

namespace DeepVision.Hall
{
    /// <summary>Paths over the floor, corner by corner; X and Y are the hall's x and z, in metres.</summary>
    public static class RibbonPath
    {
        private const float Coincident = 1e-6f;

        /// <summary>The corners of an edge, each once.</summary>
        public static IReadOnlyList<Vector2> Of(Edge edge)
        {
            var path = new List<Vector2>();
            foreach (Vector3 point in edge.Points)
            {
                var corner = new Vector2(point.X, point.Z);
                if (path.Count == 0 || Vector2.Distance(corner, path[path.Count - 1]) > Coincident)
                {
                    path.Add(corner);
                }
            }

            return path;
        }

        /// <summary>The path without its last metres; as it is where its last stretch is not longer.</summary>
        public static IReadOnlyList<Vector2> Shortened(IReadOnlyList<Vector2> path, float metres)
        {
            if (path.Count < 2)
            {
                return path;
            }

            Vector2 before = path[path.Count - 2];
            Vector2 end = path[path.Count - 1];
            float left = Vector2.Distance(before, end) - metres;
            if (left <= 0)
            {
                return path;
            }

            var shortened = new List<Vector2>(path);
            shortened[path.Count - 1] = before + Direction(before, end) * left;
            return shortened;
        }

        public static float Length(IReadOnlyList<Vector2> path)
        {
            float length = 0;
            for (int i = 1; i < path.Count; i++)
            {
                length += Vector2.Distance(path[i - 1], path[i]);
            }

            return length;
        }

        /// <summary>
        /// Arrows spread evenly along a path, at least one, about that many metres apart; none where it is too short.
        /// </summary>
        public static IReadOnlyList<Arrow> Arrows(IReadOnlyList<Vector2> path, float every)
        {
            float length = Length(path);
            if (length < 0.2f)
            {
                return new Arrow[0];
            }

            var arrows = new Arrow[Math.Max(1, (int)Math.Floor(length / every + 0.5f))];
            for (int i = 0; i < arrows.Length; i++)
            {
                arrows[i] = Along(path, length * (i + 0.5f) / arrows.Length);
            }

            return arrows;
        }

        /// <summary>The middle of an edge, where its label stands.</summary>
        public static Arrow Middle(Edge edge)
        {
            IReadOnlyList<Vector2> path = Of(edge);
            return Along(path, Length(path) / 2);
        }

        /// <summary>Unit vector from one point to another.</summary>
        public static Vector2 Direction(Vector2 from, Vector2 to)
        {
            return Vector2.Normalize(to - from);
        }

        private static Arrow Along(IReadOnlyList<Vector2> path, float metres)
        {
            float left = metres;
            var last = new Arrow(path.Count > 0 ? path[0] : Vector2.Zero, new Vector2(0, -1));
            for (int i = 1; i < path.Count; i++)
            {
                float length = Vector2.Distance(path[i - 1], path[i]);
                Vector2 direction = Direction(path[i - 1], path[i]);
                last = new Arrow(path[i - 1] + direction * Math.Min(left, length), direction);
                if (left <= length)
                {
                    return last;
                }

                left -= length;
            }

            return last;
        }
    }
}
