using System;
using System.Collections.Generic;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>
    /// The way of texels to the graphics card. What changes in a large texture is laid side by side in a small one,
    /// sent at once, and copied to its places there: sending the large one would take all of it. Shelves: rectangles
    /// stand in rows, each as high as its first.
    /// </summary>
    /// <typeparam name="T">byte or float</typeparam>
    internal sealed class Staging<T> : IDisposable where T : struct
    {
        private readonly Texture target;
        private readonly Texture2D texture;
        private readonly T[] texels;
        private readonly int channels;
        private readonly List<StagedCopy> copies = new List<StagedCopy>();
        private int shelfTop;
        private int shelfHeight;
        private int shelfFilled;

        /// <param name="target">what is written to; same format, not readable by the processor</param>
        /// <param name="width">of the staging texture, texels</param>
        /// <param name="height">of the staging texture, texels</param>
        /// <param name="format">of both</param>
        /// <param name="channels">numbers for each texel</param>
        public Staging(Texture target, int width, int height, TextureFormat format, int channels)
        {
            this.target = target;
            this.channels = channels;
            texels = new T[width * height * channels];
            texture = new Texture2D(width, height, format, false, true)
            {
                name = target.name + " staging",
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
        }

        /// <summary>
        /// Puts a rectangle on its way; it arrives with the next <see cref="Flush"/>, or earlier when there is no room.
        /// </summary>
        /// <param name="source">rows from the top, without gaps</param>
        /// <param name="start">where in it</param>
        /// <param name="width">texels</param>
        /// <param name="height">texels; what does not fit goes in several parts</param>
        /// <param name="place">slice, level and upper left texel in the target</param>
        public void Add(T[] source, int start, int width, int height, TexturePlace place)
        {
            if (width > texture.width)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(width), $"Expected at most {texture.width} texels across, got {width}.");
            }
            int done = 0;
            while (done < height)
            {
                int rows = height - done;
                if (width > texture.width - shelfFilled || rows > shelfHeight)
                {
                    rows = OpenShelf(rows);
                }
                AddPart(source, start + done * width * channels, width, rows, place.Below(done));
                done += rows;
            }
        }

        /// <summary>Sends what was added.</summary>
        public void Flush()
        {
            if (copies.Count == 0)
            {
                return;
            }
            texture.SetPixelData(texels, 0, 0);
            texture.Apply(false, false);
            foreach (StagedCopy copy in copies)
            {
                TexturePlace to = copy.To;
                Graphics.CopyTexture(
                    texture, 0, 0, copy.X, copy.Y, copy.Width, copy.Height, target, to.Slice, to.Level, to.X, to.Y);
            }
            copies.Clear();
            shelfTop = 0;
            shelfHeight = 0;
            shelfFilled = 0;
        }

        public void Dispose()
        {
            EngineObjects.Destroy(texture);
        }

        private void AddPart(T[] source, int start, int width, int height, TexturePlace place)
        {
            int row = width * channels;
            for (int y = 0; y < height; y++)
            {
                int to = ((shelfTop + y) * texture.width + shelfFilled) * channels;
                Array.Copy(source, start + y * row, texels, to, row);
            }
            copies.Add(new StagedCopy(shelfFilled, shelfTop, width, height, place));
            shelfFilled += width;
        }

        /// <summary>Returns how many of the wanted rows there is room for; at least one.</summary>
        private int OpenShelf(int wanted)
        {
            if (shelfTop + shelfHeight == texture.height)
            {
                Flush();
            }
            shelfTop += shelfHeight;
            shelfHeight = Math.Min(wanted, texture.height - shelfTop);
            shelfFilled = 0;
            return shelfHeight;
        }
    }
}
