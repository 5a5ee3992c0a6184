using System;
using System.Collections.Generic;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>Breaks text into lines at spaces, and words that are longer than a line at its end.</summary>
    public static class Wrapping
    {
        /// <summary>At most so many lines of a width in heights of capitals; the rest stays in the last one.</summary>
        public static IReadOnlyList<string> Lines(string text, float widest, int most, GlyphAtlas atlas)
        {
            List<string> lines = new List<string>();
            foreach (string paragraph in text.Split('\n'))
            {
                string rest = paragraph.Trim();
                while (lines.Count < most - 1 && rest.Length > 1 && atlas.Measure(rest) > widest)
                {
                    int end = Break(rest, widest, atlas);
                    lines.Add(rest.Substring(0, end).TrimEnd());
                    rest = rest.Substring(end).TrimStart();
                }
                if (lines.Count == most)
                {
                    lines[most - 1] += "…";
                    break;
                }
                lines.Add(rest);
            }
            return lines;
        }

        private static int Break(string text, float widest, GlyphAtlas atlas)
        {
            float width = 0;
            int space = 0;
            for (int i = 0; i < text.Length; i++)
            {
                width += atlas[text[i]].Advance;
                if (text[i] == ' ')
                {
                    space = i;
                }
                else if (width > widest)
                {
                    return space > 0 ? space : Math.Max(1, i);
                }
            }
            return text.Length;
        }
    }
}
