using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Everything that is drawn by the texts' and the solids' draw calls.</summary>
    public sealed class Signs
    {
        public List<Text> Texts { get; } = new List<Text>();
        public List<Solid> Solids { get; } = new List<Solid>();

        public void Add(Signs others)
        {
            Texts.AddRange(others.Texts);
            Solids.AddRange(others.Solids);
        }

        /// <summary>Adds a box of width × height × depth metres.</summary>
        public void AddSolid(Board board, double width, double height, double depth, Rgb colour, Rgb? stripe = null)
        {
            Solids.Add(new Solid(board, new Vector3((float)width, (float)height, (float)depth), colour, stripe));
        }
    }
}
