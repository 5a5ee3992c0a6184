using System.Collections.Generic;
using System.Numerics;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// All text of the hall in one mesh: one quad for each glyph. Coordinates: u, v in the glyph atlas, v = 0 at its
    /// upper row; from the front u grows to the right and v downwards.
    /// </summary>
    public static class TextMesh
    {
        public static MeshData Build(IEnumerable<Text> texts, GlyphAtlas glyphs)
        {
            var mesh = new MeshBuilder();
            foreach (Text text in texts)
            {
                AddLine(mesh, text, glyphs);
            }

            return mesh.Build(false);
        }

        private static void AddLine(MeshBuilder mesh, Text line, GlyphAtlas glyphs)
        {
            double capitals = line.Capitals;
            Fitted fitted = Fitting.Fit(line.Words, line.Widest / capitals, text => glyphs.Measure(text));
            double width = glyphs.Measure(fitted.Text) * fitted.Squeeze;
            double pen = line.Align == TextAlign.Left ? 0 : line.Align == TextAlign.Centre ? -width / 2 : -width;
            Vector3 colour = MeshBuilder.ColourOf(line.Colour);
            foreach (char character in fitted.Text)
            {
                Glyph glyph = glyphs[character];
                if (!glyph.Blank)
                {
                    double left = (pen + glyph.Left * fitted.Squeeze) * capitals;
                    double right = left + glyph.Width * fitted.Squeeze * capitals;
                    double top = glyph.Top * capitals;
                    double bottom = top - glyph.Height * capitals;
                    var low = new Vector2((float)glyph.X / glyphs.Width, (float)glyph.Y / glyphs.Height);
                    var size = new Vector2(
                        (float)glyph.TexelWidth / glyphs.Width, (float)glyph.TexelHeight / glyphs.Height);
                    int first = Add(mesh, line.Board.On(left, top), colour, low);
                    Add(mesh, line.Board.On(left, bottom), colour, new Vector2(low.X, low.Y + size.Y));
                    Add(mesh, line.Board.On(right, bottom), colour, low + size);
                    Add(mesh, line.Board.On(right, top), colour, new Vector2(low.X + size.X, low.Y));
                    mesh.Quad(first);
                }

                pen += glyph.Advance * fitted.Squeeze;
            }
        }

        private static int Add(MeshBuilder mesh, Vector3 position, Vector3 colour, Vector2 coordinate)
        {
            return mesh.Vertex(position, colour, coordinate, MeshBuilder.NoColour);
        }
    }
}
