using System;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Painting;
using EnginePose = UnityEngine.Pose;
using Numbers = System.Numerics;

namespace DeepVision.Client
{
    /// <summary>The handheld tool: what is in the hands, its ray, and the teleport's arc.</summary>
    public sealed class ToolView : IDisposable
    {
        private const float RayThickness = 0.003f;
        private const float ProjectionThickness = 0.0015f;

        /// <summary>Side of the mark where the ray ends, for every metre that it is away.</summary>
        private const float MarkPerMetre = 0.006f;

        private readonly HandView tool;
        private readonly HandView other;
        private readonly MeshView beam = new MeshView("Solid", DrawOrder.Opaque);
        private readonly MeshView mark = new MeshView("Solid", DrawOrder.Opaque);
        private readonly ArcView arc = new ArcView();

        /// <param name="atlas">the letters, to measure with</param>
        /// <param name="letters">the same to draw with; the caller's</param>
        public ToolView(GlyphAtlas atlas, GlyphTexture letters)
        {
            tool = new HandView(ToolShape.Tool(), ToolShape.ToolLabels(atlas), letters);
            other = new HandView(ToolShape.OtherHand(), ToolShape.OtherLabels(atlas), letters);
            beam.Show(ToolShape.Beam());
            mark.Show(ToolShape.Cube());
        }

        /// <summary>Once per frame: the hands.</summary>
        /// <param name="tool">in the engine's space, pointing ahead</param>
        /// <param name="other">the other hand, if there is one</param>
        /// <param name="labelled">whether the controls are named</param>
        public void DrawHands(EnginePose tool, EnginePose? other, bool labelled)
        {
            this.tool.Draw(tool, labelled);
            if (other.HasValue)
            {
                this.other.Draw(other.Value, labelled);
            }
        }

        /// <summary>Once per frame: the ray. At a desktop the mouse shows where it ends, so there is none.</summary>
        /// <param name="tool">as above</param>
        /// <param name="length">metres to what it meets; 0 or less: no ray</param>
        public void DrawRay(EnginePose tool, float length)
        {
            if (length <= ToolShape.Tip)
            {
                return;
            }
            Numbers.Vector3 from = UnitySpace.ToHall(tool.position + tool.forward * ToolShape.Tip);
            Numbers.Vector3 to = UnitySpace.ToHall(tool.position + tool.forward * length);
            beam.Draw(UnitySpace.Along(from, to, RayThickness));
            mark.Draw(UnitySpace.Place(new Board(to), Numbers.Vector3.One * (MarkPerMetre * length)));
        }

        /// <summary>Once per frame while something floats above the tool: the two rays that throw it there.</summary>
        /// <param name="tool">as above</param>
        /// <param name="hologram">what floats there</param>
        public void DrawProjection(EnginePose tool, PlacedSheet hologram)
        {
            Numbers.Vector3 from = UnitySpace.ToHall(tool.position);
            Board board = hologram.Board;
            float right = hologram.Width / 2;
            float down = -hologram.Height / 2;
            beam.Draw(UnitySpace.Along(from, board.On(-right, down), ProjectionThickness));
            beam.Draw(UnitySpace.Along(from, board.On(right, down), ProjectionThickness));
        }

        /// <summary>Once per frame: the arc, while one aims.</summary>
        public void DrawArc(TeleportArc arc)
        {
            this.arc.Draw(arc);
        }

        public void Dispose()
        {
            tool.Dispose();
            other.Dispose();
            beam.Dispose();
            mark.Dispose();
            arc.Dispose();
        }
    }
}
