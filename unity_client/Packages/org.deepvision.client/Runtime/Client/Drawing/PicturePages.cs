using System;
using DeepVision.Painting;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>
    /// Generated pictures on their pages: 128 × 128 each, four levels, 64 to a page; slot s stands on page s / 64, in
    /// row s / 8 % 8 and column s % 8 there. Takes no memory before the first picture comes.
    /// </summary>
    public sealed class PicturePages : IDisposable
    {
        /// <summary>Side of a picture, in pixels.</summary>
        public const int PictureSize = 128;

        /// <summary>Of a picture: 128, 64, 32, 16.</summary>
        public const int Levels = 4;

        private const int Across = 8;
        private const int PerPage = Across * Across;
        private const int BytesPerPixel = 4;

        private Staging<byte> staging;

        public PicturePages()
        {
            Texture = Pages(Across, 1);
        }

        /// <summary>For the panels; another one after the pages have become more.</summary>
        public Texture2DArray Texture { get; private set; }

        /// <summary>Puts a picture into a slot; it is brought to size where it has another.</summary>
        /// <param name="slot">0 or more</param>
        public void Upload(int slot, PixelBuffer picture)
        {
            bool fits = picture.Width == PictureSize && picture.Height == PictureSize;
            byte[][] levels = (fits ? picture : picture.Resized(PictureSize, PictureSize)).Mips();
            Reserve(slot / PerPage + 1);
            int x = slot % Across * PictureSize;
            int y = slot / Across % Across * PictureSize;
            for (int level = 0; level < Levels; level++)
            {
                int size = PictureSize >> level;
                TexturePlace place = new TexturePlace(slot / PerPage, level, x >> level, y >> level);
                staging.Add(levels[level], 0, size, size, place);
            }
            staging.Flush();
        }

        public void Dispose()
        {
            staging?.Dispose();
            EngineObjects.Destroy(Texture);
        }

        /// <summary>
        /// Twice as many whenever there are too few; what is there is copied within the graphics card.
        /// </summary>
        private void Reserve(int pages)
        {
            bool blank = staging == null;
            if (!blank && pages <= Texture.depth)
            {
                return;
            }
            int most = SystemInfo.maxTextureArraySlices;
            if (pages > most)
            {
                throw new NotSupportedException(
                    $"Expected at most {most * PerPage} generated pictures at a time on this graphics card: put some " +
                    "layers back to their activations.");
            }
            Texture2DArray before = Texture;
            int count = blank ? pages : Math.Min(most, Math.Max(pages, 2 * before.depth));
            Texture = Pages(Across * PictureSize, count);
            for (int page = 0; !blank && page < before.depth; page++)
            {
                Graphics.CopyTexture(before, page, Texture, page);
            }
            EngineObjects.Destroy(before);
            staging?.Dispose();
            staging = new Staging<byte>(
                Texture, 2 * PictureSize, PictureSize, TextureFormat.RGBA32, BytesPerPixel);
        }

        private static Texture2DArray Pages(int side, int count)
        {
            Texture2DArray pages = new Texture2DArray(side, side, count, TextureFormat.RGBA32, Levels, true, true)
            {
                name = "Pictures",
                filterMode = FilterMode.Trilinear,
                wrapMode = TextureWrapMode.Clamp,
            };
            pages.Apply(false, true);
            return pages;
        }
    }
}
