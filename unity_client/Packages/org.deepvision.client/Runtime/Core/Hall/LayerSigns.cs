using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Picking;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// Plates, stands, backs and rulers of standing layers. They follow a panel that is moved or scaled.
    /// </summary>
    public static class LayerSigns
    {
        /// <summary>Panels up to this width stand on one post.</summary>
        private const float Narrow = 0.6f;

        private const float WidestPlate = 2.4f;

        public static Signs Of(LayerAppearance layer)
        {
            var signs = new Signs();
            AddPlate(signs, layer);
            if (!layer.Hidden)
            {
                AddStand(signs, layer.Placement, layer.Selected);
                AddBack(signs, layer.Placement, layer.Node);
                if (layer.FirstChannel.HasValue)
                {
                    AddRulers(signs, layer.Placement, layer.Node.Shape.Channels, layer.FirstChannel.Value);
                }
            }

            return signs;
        }

        /// <summary>The second line of a plate: shape, range and dead channels.</summary>
        public static string FactsLine(Node node, LayerStatistics? facts)
        {
            var parts = new List<string> { NumberText.Shape(node.Shape) };
            if (facts.HasValue)
            {
                parts.Add($"{NumberText.Value(facts.Value.Min)} … {NumberText.Value(facts.Value.Max)}");
            }

            if (facts.HasValue && facts.Value.Dead > 0)
            {
                parts.Add($"{facts.Value.Dead} dead");
            }

            return string.Join("   ·   ", parts);
        }

        /// <summary>The middle of a panel's plate.</summary>
        public static Board PlateBoard(Placement panel)
        {
            var floor = new Board(new Vector3(panel.Position.X, 0, panel.Position.Z), panel.Yaw);
            Vector3 middle = floor.On(0, (Sizes.PlateTop + Sizes.PlateBottom) / 2, 0.16);
            return new Board(middle, panel.Yaw, Sizes.PlateLean);
        }

        /// <summary>Width and height of a panel's plate, in metres.</summary>
        public static Vector2 PlateSize(Placement panel)
        {
            double height = (Sizes.PlateTop - Sizes.PlateBottom) / Math.Cos(Sizes.PlateLean);
            return new Vector2(Math.Max(Sizes.NarrowestPlate, Math.Min(panel.Width, WidestPlate)), (float)height);
        }

        private static void AddPlate(Signs signs, LayerAppearance layer)
        {
            Board board = PlateBoard(layer.Placement);
            Vector2 size = PlateSize(layer.Placement);
            signs.AddSolid(board, size.X, size.Y, 0.02, Colours.Plate);
            if (layer.Selected)
            {
                signs.AddSolid(board.Beside(0, -size.Y / 2, 0.004), size.X, 0.016, 0.03, Colours.Focus);
            }

            Node node = layer.Node;
            string facts = layer.Hidden ? "hidden" : FactsLine(node, layer.Facts);
            Rgb colour = layer.Selected ? Colours.Focus : Colours.Text;
            AddLine(signs, board.Beside(0, 0.052, 0.016), node.Name, Sizes.PlateName, colour, size.X);
            AddLine(signs, board.Beside(0, -0.052, 0.016), facts, Sizes.PlateFacts, Colours.Quiet, size.X);
        }

        /// <summary>Two posts and a rim: what hangs in the air looks like a mistake.</summary>
        private static void AddStand(Signs signs, Placement panel, bool selected)
        {
            const double Thick = 0.03;
            double rim = selected ? 0.018 : 0.012;
            Rgb colour = selected ? Colours.Focus : Colours.Post;
            Board behind = new Board(panel.Position, panel.Yaw).Beside(0, 0, -0.03);
            double width = panel.Width;
            double height = panel.Height;
            double bottom = panel.Position.Y - height / 2;
            double middle = -height / 2 - bottom / 2;
            double side = width / 2 - 0.06;
            foreach (double right in panel.Width > Narrow ? new[] { -side, side } : new[] { 0.0 })
            {
                signs.AddSolid(behind.Beside(right, middle), 0.04, bottom, Thick, Colours.Post);
            }

            signs.AddSolid(behind.Beside(0, height / 2 + rim / 2), width + 2 * rim, rim, Thick + 0.03, colour);
            signs.AddSolid(behind.Beside(0, -height / 2 - rim / 2), width + 2 * rim, rim, Thick + 0.03, colour);
            signs.AddSolid(behind.Beside(-width / 2 - rim / 2, 0), rim, height, Thick + 0.03, colour);
            signs.AddSolid(behind.Beside(width / 2 + rim / 2, 0), rim, height, Thick + 0.03, colour);
        }

        /// <summary>The back is a plate with the layer's name, for those who look or walk back.</summary>
        private static void AddBack(Signs signs, Placement panel, Node node)
        {
            var board = new Board(panel.Position, panel.Yaw + (float)Math.PI);
            float capitals = Math.Min(0.12f, panel.Height / 6);
            Board name = board.Beside(0, capitals * 0.9, 0.06);
            Board shape = board.Beside(0, -capitals * 0.9, 0.06);
            AddLine(signs, name, node.Name, capitals, Colours.Text, panel.Width);
            AddLine(signs, shape, NumberText.Shape(node.Shape), capitals * 0.6f, Colours.Quiet, panel.Width);
            signs.AddSolid(board.Beside(0, 0, 0.035), panel.Width, panel.Height, 0.02, Colours.Backing);
        }

        private static void AddLine(Signs signs, Board board, string words, float capitals, Rgb colour, float width)
        {
            signs.Texts.Add(new Text(board, words, capitals, TextAlign.Centre, colour, width - 0.1f));
        }

        /// <summary>Number of the first channel beside every row, column numbers above every 8th column.</summary>
        private static void AddRulers(Signs signs, Placement panel, int channels, int first)
        {
            if (panel.Columns * panel.Rows < 2)
            {
                return;
            }

            var board = new Board(panel.Position, panel.Yaw);
            double across = Grid.CellLength(panel.Width, panel.Columns, panel.Gap);
            double down = Grid.CellLength(panel.Height, panel.Rows, panel.Gap);
            float capitals = (float)Math.Min(Sizes.RulerCapitals, down * 0.7);
            for (int row = 0; row < panel.Rows && first + row * panel.Columns < channels; row++)
            {
                double up = panel.Height / 2 - Grid.CellStart(row, down, panel.Gap) - down / 2;
                Board place = board.Beside(-panel.Width / 2 - 0.05, up, 0.012);
                string number = (first + row * panel.Columns).ToString(CultureInfo.InvariantCulture);
                signs.Texts.Add(new Text(place, number, capitals, TextAlign.Right, Colours.Quiet));
            }

            for (int column = 0; panel.Rows > 1 && column < panel.Columns; column += Sizes.RulerEvery)
            {
                double right = Grid.CellStart(column, across, panel.Gap) + across / 2 - panel.Width / 2;
                Board place = board.Beside(right, panel.Height / 2 + 0.06, 0.012);
                string number = "+" + column.ToString(CultureInfo.InvariantCulture);
                signs.Texts.Add(new Text(place, number, capitals, TextAlign.Centre, Colours.Quiet));
            }
        }
    }
}
