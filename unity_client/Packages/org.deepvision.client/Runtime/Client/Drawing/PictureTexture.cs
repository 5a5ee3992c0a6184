using System;
using DeepVision.Painting;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>A painted picture on the graphics card: sRGB numbers as they are, smaller levels included.</summary>
    public sealed class PictureTexture : IDisposable
    {
        private const int MostAnisotropy = 8;

        private readonly string name;
        private PixelBuffer shown;
        private int version;

        /// <param name="name">for whoever looks at memory</param>
        public PictureTexture(string name)
        {
            this.name = name;
        }

        /// <summary>Null before the first picture; another one when a picture of another size was shown.</summary>
        public Texture2D Texture { get; private set; }

        /// <summary>
        /// Sends the picture, unless it is the one sent last. True when <see cref="Texture"/> is new.
        /// </summary>
        /// <param name="picture">row 0 at the top</param>
        /// <param name="version">counts up when it was painted anew</param>
        public bool Show(PixelBuffer picture, int version)
        {
            if (ReferenceEquals(picture, shown) && version == this.version)
            {
                return false;
            }
            shown = picture;
            this.version = version;
            bool fits = Texture != null && Texture.width == picture.Width && Texture.height == picture.Height;
            if (!fits)
            {
                EngineObjects.Destroy(Texture);
                Texture = Made(picture.Width, picture.Height);
            }
            Texture.SetPixelData(picture.Rgba, 0, 0);
            Texture.Apply(true, false);
            return !fits;
        }

        public void Dispose()
        {
            EngineObjects.Destroy(Texture);
            Texture = null;
            shown = null;
        }

        private Texture2D Made(int width, int height)
        {
            return new Texture2D(width, height, TextureFormat.RGBA32, true, true)
            {
                name = this.name,
                filterMode = FilterMode.Trilinear,
                wrapMode = TextureWrapMode.Clamp,
                anisoLevel = MostAnisotropy,
            };
        }
    }
}
