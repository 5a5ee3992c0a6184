using System;
using System.Numerics;
using DeepVision.Hall;
using NUnit.Framework;

namespace DeepVision.Tests.Hall
{
    public sealed class BoardTests
    {
        private const float Quarter = (float)(Math.PI / 2);

        [Test]
        public void FacesTheEntranceWithoutYawAndLean()
        {
            var board = new Board(new Vector3(1, 2, 3));
            AreClose(board.On(0.5, 0.25, 0.1), new Vector3(1.5f, 2.25f, 3.1f));
        }

        [Test]
        public void LiesOnTheFloorWithItsUpperEdgeAwayFromTheReader()
        {
            var board = new Board(Vector3.Zero, 0, Quarter);
            AreClose(board.On(0, 1, 0.5), new Vector3(0, 0.5f, -1));
        }

        [Test]
        public void TurnsWithItsYaw()
        {
            var board = new Board(Vector3.Zero, Quarter); // faces +x: its right is -z
            AreClose(board.On(1, 0, 2), new Vector3(2, 0, -1));
        }

        private static void AreClose(Vector3 value, Vector3 expected)
        {
            Assert.That(Vector3.Distance(value, expected), Is.LessThan(1e-6f), $"{value} instead of {expected}");
        }
    }
}
