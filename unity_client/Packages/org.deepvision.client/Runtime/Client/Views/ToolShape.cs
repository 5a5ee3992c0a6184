using System.Numerics;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Client
{
    /// <summary>
    /// What the visitor holds. In the axes of a hand: x to the right, y up, -z where it points; metres. The tool is a
    /// short staff with a lens that the hologram rises from, the other hand's a plate that carries the menu.
    /// </summary>
    internal static class ToolShape
    {
        /// <summary>Where the beam leaves the tool, ahead of the hand.</summary>
        public const float Tip = 0.06f;

        /// <summary>How far from the hand labels stand.</summary>
        private const float Beside = 0.035f;
        private const float Capitals = 0.007f;
        private const float Line = 0.016f;

        public static MeshData Tool()
        {
            return SolidMesh.Build(new[]
            {
                Box(0, 0, 0.05f, 0.026f, 0.03f, 0.11f, Colours.Gate),
                Box(0, 0, -0.015f, 0.032f, 0.034f, 0.022f, Colours.Post),
                Box(0, 0, -0.04f, 0.016f, 0.016f, 0.034f, Colours.TrunkArrow),
                Box(0, 0.021f, 0.005f, 0.02f, 0.006f, 0.02f, Colours.Focus),
            });
        }

        public static MeshData OtherHand()
        {
            return SolidMesh.Build(new[]
            {
                Box(0, 0, 0.05f, 0.026f, 0.03f, 0.11f, Colours.Gate),
                Box(0, 0.02f, 0.01f, 0.05f, 0.006f, 0.07f, Colours.Post),
            });
        }

        /// <summary>A beam: z from 0 to 1, x and y one metre wide.</summary>
        public static MeshData Beam()
        {
            Board middle = new Board(new Vector3(0, 0, 0.5f));
            return SolidMesh.Build(new[] { new Solid(middle, Vector3.One, Colours.TrunkArrow) });
        }

        /// <summary>A cube of side 1 about its middle.</summary>
        public static MeshData Cube()
        {
            return SolidMesh.Build(new[] { Box(0, 0, 0, 1, 1, 1, Colours.Focus) });
        }

        /// <summary>What the controls of the tool's hand do.</summary>
        public static MeshData ToolLabels(GlyphAtlas atlas)
        {
            return Labels(
                atlas,
                "trigger: press, pick up",
                "grip: move a panel",
                "stick: turn · ahead: teleport",
                "A next layer · B previous",
                "stick pressed: picture of the hall");
        }

        /// <summary>What the controls of the other hand do.</summary>
        public static MeshData OtherLabels(GlyphAtlas atlas)
        {
            return Labels(
                atlas,
                "X or menu: everything else",
                "Y: take back",
                "stick: walk",
                "trigger: put away",
                "stick pressed: help");
        }

        /// <summary>On the hand's upper side, readable from above.</summary>
        private static MeshData Labels(GlyphAtlas atlas, params string[] lines)
        {
            Text[] texts = new Text[lines.Length];
            for (int i = 0; i < lines.Length; i++)
            {
                Vector3 place = new Vector3(Beside, 0.02f, -0.03f + i * Line);
                Board flat = new Board(place, 0, 90 * Sizes.Degree);
                texts[i] = new Text(flat, lines[i], Capitals, TextAlign.Left, Colours.Text);
            }
            return TextMesh.Build(texts, atlas);
        }

        private static Solid Box(float x, float y, float z, float width, float height, float depth, Rgb colour)
        {
            return new Solid(new Board(new Vector3(x, y, z)), new Vector3(width, height, depth), colour);
        }
    }
}
