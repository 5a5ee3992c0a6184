using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>The line below a saved picture that says what is seen on it.</summary>
    internal static class SnapshotCaption
    {
        private const float Height = 28 / 1280f;
        private const float Capitals = 11 / 1280f;
        private const float Indent = 12 / 1280f;
        private static readonly Rgb Ground = new Rgb(0x14161a);

        /// <summary>Untrained weights are announced here too.</summary>
        public static string Of(IEnumerable<Network> networks, string image, LayerName? layer, Normalisation scale)
        {
            IEnumerable<string> names = networks.Select(network => network.Trained
                ? $"{network.Name} ({network.Weights ?? "trained"})"
                : $"{network.Name} (UNTRAINED: the results mean nothing)");
            List<string> parts = new List<string> { string.Join(" + ", names), image ?? "no picture" };
            if (layer.HasValue)
            {
                parts.Add(layer.Value.Layer);
            }

            parts.Add($"scale: {ScaleName(scale)}");
            return string.Join("  ·  ", parts);
        }

        /// <summary>A copy of a picture with the line below it.</summary>
        public static PixelBuffer Below(PixelBuffer picture, string caption, GlyphAtlas glyphs)
        {
            int strip = (int)Math.Round(picture.Width * Height);
            PixelBuffer made = new PixelBuffer(picture.Width, picture.Height + strip);
            Buffer.BlockCopy(picture.Rgba, 0, made.Rgba, 0, picture.Rgba.Length);
            made.Rectangle(new Area(0, picture.Height, picture.Width, strip), Ground);
            float indent = picture.Width * Indent;
            double widest = (picture.Width - 2 * indent) / (picture.Width * Capitals);
            Fitted line = Fitting.Fit(caption, widest, text => glyphs.Measure(text));
            made.DrawText(
                glyphs,
                line.Text,
                indent,
                picture.Height + strip / 2f,
                picture.Width * Capitals,
                Colours.Text,
                (float)line.Squeeze);
            return made;
        }

        private static string ScaleName(Normalisation scale)
        {
            return scale == Normalisation.Channel ? "channel" : scale == Normalisation.Layer ? "layer" : "shared";
        }
    }
}
