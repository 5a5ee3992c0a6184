using System;
using DeepVision.Painting;
using DeepVision.Space;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>A picture on rectangles of the hall: the canvases, the shelf, a sheet.</summary>
    public sealed class PictureView : IDisposable
    {
        private static readonly int Picture = Shader.PropertyToID("_Picture");
        private static readonly int NearFade = Shader.PropertyToID("_NearFade");

        private readonly PictureTexture texture;
        private readonly MeshView mesh;

        /// <param name="name">for whoever looks at memory</param>
        /// <param name="queue">one of <see cref="DrawOrder"/></param>
        /// <param name="nearFade">whether it dissolves before one walks into it</param>
        public PictureView(string name, int queue, bool nearFade)
        {
            texture = new PictureTexture(name);
            mesh = new MeshView("Picture", queue);
            mesh.Material.SetFloat(NearFade, nearFade ? 1 : 0);
        }

        /// <summary>
        /// Where the picture hangs from now on: positions, and coordinates from 0, 0 at its upper left.
        /// </summary>
        public void Hang(MeshData rectangles)
        {
            mesh.Show(rectangles);
        }

        /// <summary>The picture from now on, if it is another one.</summary>
        public void Show(PixelBuffer picture, int version)
        {
            if (texture.Show(picture, version))
            {
                mesh.Material.SetTexture(Picture, texture.Texture);
            }
        }

        /// <summary>Once per frame; nothing before there is a picture.</summary>
        public void Draw(Matrix4x4 place)
        {
            if (texture.Texture != null)
            {
                mesh.Draw(place);
            }
        }

        public void Dispose()
        {
            mesh.Dispose();
            texture.Dispose();
        }
    }
}
