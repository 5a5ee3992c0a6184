using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>The boards with a run's predictions: above the canvas and behind the last layer.</summary>
    public static class ResultSigns
    {
        private const string Untrained = "untrained: the results mean nothing";

        /// <summary>
        /// One sentence about the true class: what a visitor wants to know first. Empty where it is unknown.
        /// </summary>
        public static string Verdict(Run run)
        {
            if (run.TrueClass == null)
            {
                return "";
            }

            return IsRight(run) ? $"✓ right: it is {run.TrueClass}" : $"✗ it is {run.TrueClass}";
        }

        /// <summary>The board above the input canvas: the best class large, four more below it.</summary>
        /// <param name="results">what it shows</param>
        /// <param name="x">of the network's lane</param>
        public static Signs AboveCanvas(Results results, float x)
        {
            var signs = new Signs();
            double height = Sizes.ResultsTop - Sizes.ResultsBottom;
            var middle = new Vector3(x, (Sizes.ResultsTop + Sizes.ResultsBottom) / 2, 0);
            var board = new Board(middle, 0, Sizes.ResultsLean);
            AddBacking(signs, board, Sizes.ResultsWidth, height, results.Trained);
            double up = height / 2 - 0.085;
            int line = 0;
            foreach (Prediction prediction in results.Run.Predictions.Take(Sizes.ResultsLines))
            {
                bool best = line++ == 0;
                float capitals = best ? Sizes.ResultsFirst : Sizes.ResultsOther;
                AddRow(signs, board.Beside(0, up, 0), prediction, capitals, Sizes.ResultsWidth - 0.16f, best);
                up -= best ? 0.105 : 0.086;
            }

            string note = results.Trained ? Verdict(results.Run) : Untrained;
            if (note != "")
            {
                Rgb colour = !results.Trained ? Colours.Focus : IsRight(results.Run) ? Colours.Right : Colours.Wrong;
                AddHeading(signs, board.Beside(0, up + 0.004, 0.02), note, 0.036f, colour, Sizes.ResultsWidth - 0.1f);
            }

            return signs;
        }

        /// <summary>
        /// Behind the last layer. From its station the board is seen over the panel, as far as there is room for it.
        /// </summary>
        /// <param name="network">as it stands</param>
        /// <param name="x">of the network's lane</param>
        public static ClassPlace PlaceBehind(Network network, float x)
        {
            Node last = network.Nodes.LastOrDefault(node => node.Panel != null);
            double top = last == null ? 0 : last.Panel.Position.Y + last.Panel.Height / 2;
            double farther = (Sizes.StationDistance + Sizes.ClassesBehind) / Sizes.StationDistance;
            double over = Sizes.EyeHeight + (top - Sizes.EyeHeight) * farther + 0.05;
            int room = (int)Math.Floor((Sizes.ClassesHighest - over - Sizes.ClassesHeading) / Sizes.ClassesRow);
            float z = (float)(network.Bounds.ZMin - Sizes.ClassesBehind);
            return room < 3
                ? new ClassPlace(x, z, Sizes.ClassesBottom, Sizes.ClassesLines)
                : new ClassPlace(x, z, (float)over, Math.Min(Sizes.ClassesLines, room));
        }

        /// <summary>The board behind the last layer, which is the only one whose units have names.</summary>
        /// <param name="results">what it shows</param>
        /// <param name="place">where it stands</param>
        /// <param name="classes">how many the network knows</param>
        public static Signs ClassBoard(Results results, ClassPlace place, int classes)
        {
            var signs = new Signs();
            IReadOnlyList<Prediction> shown = results.Run.Predictions.Take(place.Lines).ToArray();
            double height = Sizes.ClassesHeading + Sizes.ClassesRow * shown.Count;
            var board = new Board(new Vector3(place.X, (float)(place.Bottom + height / 2), place.Z));
            AddBacking(signs, board, Sizes.ClassesWidth, height, results.Trained);
            string heading = results.Trained ? $"The {shown.Count} most probable of {classes} classes" : Untrained;
            Rgb colour = results.Trained ? Colours.Quiet : Colours.Focus;
            double up = height / 2 - 0.16;
            const float Width = Sizes.ClassesWidth - 0.2f;
            AddHeading(signs, board.Beside(0, up, 0.02), heading, 0.05f, colour, Width);
            for (int i = 0; i < shown.Count; i++)
            {
                Board row = board.Beside(0, up - 0.2 - i * Sizes.ClassesRow);
                AddRow(signs, row, shown[i], Sizes.ClassesCapitals, Width, i == 0);
            }

            var ground = new Board(new Vector3(place.X, 0, place.Z));
            double side = Sizes.ClassesWidth / 2 - 0.1;
            signs.AddSolid(ground.Beside(-side, place.Bottom / 2), 0.05, place.Bottom, 0.04, Colours.Post);
            signs.AddSolid(ground.Beside(side, place.Bottom / 2), 0.05, place.Bottom, 0.04, Colours.Post);
            return signs;
        }

        private static bool IsRight(Run run)
        {
            return run.Predictions.Count > 0 && run.Predictions[0].Name == run.TrueClass;
        }

        private static void AddHeading(
            Signs signs, Board board, string words, float capitals, Rgb colour, float widest)
        {
            signs.Texts.Add(new Text(board, words, capitals, TextAlign.Centre, colour, widest));
        }

        /// <summary>A class name, its bar and its percentage, on one line.</summary>
        private static void AddRow(
            Signs signs, Board middle, Prediction prediction, float capitals, float width, bool best)
        {
            Rgb colour = best ? Colours.Text : Colours.Quiet;
            Board name = middle.Beside(-width / 2, 0, 0.02);
            Board value = middle.Beside(width / 2, 0, 0.02);
            string percent = NumberText.Percent(prediction.Probability);
            signs.Texts.Add(new Text(name, prediction.Name, capitals, TextAlign.Left, colour, width * 0.4f));
            signs.Texts.Add(new Text(value, percent, capitals, TextAlign.Right, colour));
            double share = Math.Min(1, prediction.Probability ?? 0);
            AddBar(signs, middle, 1, 0.004, capitals, width, Colours.Track);
            if (share > 0.002)
            {
                AddBar(signs, middle, share, 0.012, capitals, width, best ? Colours.BestBar : Colours.Bar);
            }
        }

        private static void AddBar(
            Signs signs, Board middle, double share, double thick, float capitals, float width, Rgb colour)
        {
            double left = -width / 2 + width * 0.43;
            double full = width * 0.28;
            Board board = middle.Beside(left + full * share / 2, 0, 0.012 + thick / 2);
            signs.AddSolid(board, full * share, capitals * 0.9, thick, colour);
        }

        /// <summary>The board; a striped border around it says that the network is untrained.</summary>
        private static void AddBacking(Signs signs, Board board, double width, double height, bool trained)
        {
            signs.AddSolid(board, width, height, 0.02, Colours.Plate);
            if (!trained)
            {
                Board behind = board.Beside(0, 0, -0.012);
                signs.AddSolid(behind, width + 0.1, height + 0.1, 0.02, Colours.Focus, Colours.Stripe);
            }
        }
    }
}
