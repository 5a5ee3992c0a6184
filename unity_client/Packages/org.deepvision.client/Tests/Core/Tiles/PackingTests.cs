using System.Collections.Generic;
using System.Linq;
using DeepVision.Space;
using DeepVision.Tests.Space;
using DeepVision.Tiles;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace DeepVision.Tests.Tiles
{
    public sealed class PackingTests
    {
        [Test]
        public void EveryGoldenExample()
        {
            JArray examples = (JArray)Golden.Json("pages.json")["examples"];
            Assert.That(examples.Count, Is.GreaterThan(3));
            foreach (JToken example in examples)
            {
                Packing packing = new Packing(example["shapes"].Select(ShapeOf).ToArray());
                Assert.That(packing.Pages, Is.EqualTo((int)example["pages"]));
                Assert.That(packing.Layers.Select(Described), Is.EqualTo(example["layers"].Select(Described)));
                foreach (JToken tile in example["tiles"])
                {
                    TilePosition position = packing.Layers[(int)tile["layer"]].PositionOf((int)tile["channel"]);
                    int[] expected = { (int)tile["page"], (int)tile["x"], (int)tile["y"] };
                    Assert.That(new[] { position.Page, position.X, position.Y }, Is.EqualTo(expected));
                }
            }
        }

        [Test]
        public void TilesAreNumberedInTheOrderOfTheLayers()
        {
            Packing packing = new Packing(new[] { new Shape(3, 9, 9), new Shape(2, 1, 1), new Shape(7, 5, 5) });
            Assert.That(packing.Layers.Select(layer => layer.FirstTile), Is.EqualTo(new[] { 0, 3, 5 }));
            Assert.That(packing.Tiles, Is.EqualTo(12));
        }

        [Test]
        public void NoTwoTilesOverlapAndNoneLeavesItsPage()
        {
            int[] sides = { 1, 7, 8, 9, 56, 113, 224, 1024, 1500 };
            Packing packing =
                new Packing(sides.Select(side => new Shape(2000 / side + 1, side, side / 2 + 1)).ToArray());
            HashSet<string> taken = new HashSet<string>();
            foreach (TileLayout layout in packing.Layers)
            {
                for (int channel = 0; channel < layout.Channels; channel++)
                {
                    TilePosition position = layout.PositionOf(channel);
                    Assert.That(position.Page, Is.LessThan(packing.Pages));
                    Assert.That(position.X + layout.CellWidth, Is.LessThanOrEqualTo(Packing.PageSize));
                    Assert.That(position.Y + layout.CellHeight, Is.LessThanOrEqualTo(Packing.PageSize));
                    Assert.That(Blocks(layout, position).All(taken.Add), Is.True);
                }
            }
        }

        [Test]
        public void AMapLargerThanAPageIsKeptSmaller()
        {
            TileLayout layout = new Packing(new[] { new Shape(2, 1500, 2050) }).Layers[0];
            int[] got =
            {
                layout.Reduction, layout.TileHeight, layout.TileWidth, layout.CellWidth, layout.Columns, layout.Rows,
            };
            Assert.That(got, Is.EqualTo(new[] { 3, 500, 684, 688, 1, 2 }));
        }

        [Test]
        public void NothingNeedsNoPage()
        {
            Packing packing = new Packing(new Shape[0]);
            Assert.That(new[] { packing.Pages, packing.Tiles, packing.Layers.Count }, Is.EqualTo(new[] { 0, 0, 0 }));
        }

        private static Shape ShapeOf(JToken sides)
        {
            return new Shape((int)sides[0], (int)sides[1], (int)sides[2]);
        }

        private static string Described(TileLayout layout)
        {
            return string.Join(
                " ",
                layout.Reduction,
                layout.TileHeight,
                layout.TileWidth,
                layout.CellHeight,
                layout.CellWidth,
                layout.Columns,
                layout.Rows,
                layout.FirstPage,
                layout.FirstRow);
        }

        private static string Described(JToken layout)
        {
            string[] names =
            {
                "reduction", "tile_height", "tile_width", "cell_height", "cell_width", "columns", "rows", "first_page",
                "first_row",
            };
            return string.Join(" ", names.Select(name => (int)layout[name]));
        }

        private static IEnumerable<string> Blocks(TileLayout layout, TilePosition position)
        {
            for (int y = position.Y; y < position.Y + layout.CellHeight; y += 8)
            {
                for (int x = position.X; x < position.X + layout.CellWidth; x += 8)
                {
                    yield return $"{position.Page} {x} {y}";
                }
            }
        }
    }
}
