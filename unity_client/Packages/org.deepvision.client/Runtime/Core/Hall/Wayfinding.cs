using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Gates over the lane, their names on the floor, and what happens along the edges.</summary>
    public static class Wayfinding
    {
        public static Signs Of(Network network)
        {
            var signs = new Signs();
            foreach (StandingGate gate in Gates(network.Sections))
            {
                AddGate(signs, gate);
            }

            foreach (Edge edge in network.Edges)
            {
                AddLabel(signs, edge);
            }

            return signs;
        }

        /// <summary>
        /// Gates with a storey each, so that sections which begin together do not cover each other's names.
        /// </summary>
        public static IReadOnlyList<StandingGate> Gates(IEnumerable<Section> sections)
        {
            var gates = new List<StandingGate>();
            var taken = new Dictionary<(int, int), int>();
            foreach (Section section in sections)
            {
                if (section.Gate == null)
                {
                    continue;
                }

                Vector3 position = section.Gate.Position;
                var decimetres = ((int)Math.Round(position.X * 10), (int)Math.Round(position.Z * 10));
                int storey;
                taken.TryGetValue(decimetres, out storey);
                taken[decimetres] = storey + 1;
                gates.Add(new StandingGate(section, storey));
            }

            return gates;
        }

        private static void AddGate(Signs signs, StandingGate standing)
        {
            Section section = standing.Section;
            float x = section.Gate.Position.X;
            float z = section.Gate.Position.Z;
            double width = Math.Max(section.Gate.Width, 2);
            double height = Sizes.GateHeight + standing.Storey * (Sizes.GateBar + 0.06f);
            var middle = new Vector3(x, (float)(height + Sizes.GateBar / 2), z);
            double barWidth = width + 2 * Sizes.GatePost;
            signs.AddSolid(new Board(middle), barWidth, Sizes.GateBar, Sizes.GateDepth, Colours.Gate);
            string name = section.Folded ? section.Name + "  (folded)" : section.Name;
            AddName(signs, new Board(middle), name, width);
            AddName(signs, new Board(middle, (float)Math.PI), name, width);
            if (standing.Storey == 0)
            {
                var ground = new Board(new Vector3(x, 0, z));
                double side = width / 2 + Sizes.GatePost / 2;
                AddPost(signs, ground.Beside(-side, height / 2), height);
                AddPost(signs, ground.Beside(side, height / 2), height);
                signs.AddSolid(ground.Beside(0, 0.004), width, 0.008, 0.5, Colours.Gate);
                AddStripe(signs, ground.Beside(0.15 - width / 2, 0.014).Position, name, width);
            }
        }

        private static void AddName(Signs signs, Board bar, string name, double width)
        {
            Board board = bar.Beside(0, 0, Sizes.GateDepth / 2 + 0.01f);
            signs.Texts.Add(
                new Text(board, name, Sizes.GateCapitals, TextAlign.Centre, Colours.Text, (float)width));
        }

        private static void AddPost(Signs signs, Board board, double height)
        {
            signs.AddSolid(board, Sizes.GatePost, height, Sizes.GateDepth, Colours.Gate);
        }

        /// <summary>The name on the floor.</summary>
        private static void AddStripe(Signs signs, Vector3 left, string name, double width)
        {
            var floor = new Board(left, 0, (float)(Math.PI / 2));
            float widest = (float)(width / 2 - 0.4);
            signs.Texts.Add(new Text(floor, name, 0.2f, TextAlign.Left, Colours.Quiet, widest));
        }

        private static void AddLabel(Signs signs, Edge edge)
        {
            if (edge.Label == "" || edge.Points.Count < 2)
            {
                return;
            }

            Vector2 at = RibbonPath.Middle(edge).At;
            double width = Math.Min(2.2, 0.1 + edge.Label.Length * Sizes.EdgeLabelCapitals * 0.86);
            var board = new Board(new Vector3(at.X, 0.2f, at.Y), 0, Sizes.EdgeLabelLean);
            Rgb colour = edge.Skip ? Colours.SkipArrow : Colours.Text;
            signs.AddSolid(board, width, Sizes.EdgeLabelHeight, 0.02, Colours.Plate);
            signs.Texts.Add(
                new Text(
                    board.Beside(0, 0, 0.014),
                    edge.Label,
                    Sizes.EdgeLabelCapitals,
                    TextAlign.Centre,
                    colour,
                    (float)(width - 0.06)));
        }
    }
}
