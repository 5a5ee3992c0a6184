using System;
using DeepVision.Painting;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>
    /// The letters' distances on the graphics card, for every text in the hall. Without mips: the shader takes four
    /// samples of the finest level, and coarser ones would make small letters thin.
    /// </summary>
    public sealed class GlyphTexture : IDisposable
    {
        private static readonly int Atlas = Shader.PropertyToID("_Atlas");
        private static readonly int Spread = Shader.PropertyToID("_Spread");

        private readonly Texture2D texture;
        private readonly int spread;

        public GlyphTexture(GlyphAtlas atlas)
        {
            spread = atlas.Spread;
            texture = new Texture2D(atlas.Width, atlas.Height, TextureFormat.R8, false, true)
            {
                name = "Letters",
                filterMode = FilterMode.Bilinear,
                wrapMode = TextureWrapMode.Clamp,
            };
            texture.SetPixelData(atlas.Distances, 0, 0);
            texture.Apply(false, true);
        }

        /// <summary>A view that draws text with these letters; the caller disposes of it first.</summary>
        public MeshView View()
        {
            MeshView view = new MeshView("Text", DrawOrder.Text);
            view.Material.SetTexture(Atlas, texture);
            view.Material.SetFloat(Spread, spread);
            return view;
        }

        public void Dispose()
        {
            EngineObjects.Destroy(texture);
        }
    }
}
