using System;
using DeepVision.Picking;
using NUnit.Framework;

namespace DeepVision.Tests.Picking
{
    public sealed class GridTests
    {
        [Test]
        public void AgreesWithASearchThroughAllCells()
        {
            var random = new Random(5);
            for (int round = 0; round < 2000; round++)
            {
                int count = 1 + random.Next(40);
                double gap = random.NextDouble() < 0.2 ? 0 : random.NextDouble() * 0.03;
                double cell = 0.02 + random.NextDouble() * 0.2;
                double position = random.NextDouble() * (Grid.CellStart(count, cell, gap) + 0.05);
                int expected = Search(position, cell, count, gap);
                GridPlace? found = Grid.Locate(position, cell, count, gap);
                Assert.That(found.HasValue ? found.Value.Index : -1, Is.EqualTo(expected));
                if (found.HasValue)
                {
                    double within = (position - Grid.CellStart(expected, cell, gap)) / cell;
                    Assert.That(found.Value.Within, Is.EqualTo(within).Within(1e-6));
                }
            }
        }

        [Test]
        public void TheNearestCellIsTheOneWhoseEdgeIsNearest()
        {
            var random = new Random(6);
            for (int round = 0; round < 2000; round++)
            {
                int count = 1 + random.Next(40);
                double gap = random.NextDouble() * 0.03;
                const double Cell = 0.05;
                double position = random.NextDouble() * (Grid.CellStart(count, Cell, gap) + 0.1) - 0.05;
                GridPlace found = Grid.Nearest(position, Cell, count, gap);
                double least = double.PositiveInfinity;
                for (int index = 0; index < count; index++)
                {
                    least = Math.Min(least, Away(position, index, Cell, gap));
                }

                Assert.That(Away(position, found.Index, Cell, gap), Is.EqualTo(least).Within(1e-9));
                Assert.That(found.Within, Is.GreaterThanOrEqualTo(0).And.LessThan(1));
            }
        }

        private static double Away(double position, int index, double cell, double gap)
        {
            double start = Grid.CellStart(index, cell, gap);
            return Math.Max(0, Math.Max(start - position, position - start - cell));
        }

        private static int Search(double position, double cell, int count, double gap)
        {
            for (int index = 0; index < count; index++)
            {
                double start = Grid.CellStart(index, cell, gap);
                if (position >= start && position < start + cell)
                {
                    return index;
                }
            }

            return -1;
        }
    }
}
