using System;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>Over everything: darkness while one is moved, and a frame around the view while one glides.</summary>
    public sealed class VeilView : IDisposable
    {
        private static readonly int Colour = Shader.PropertyToID("_Colour");
        private static readonly int Opening = Shader.PropertyToID("_Opening");

        private readonly MeshView view = new MeshView("Veil", DrawOrder.Veil);

        public VeilView()
        {
            view.ShowEverywhere(Quads.Centred());
        }

        /// <summary>Once per frame; nothing is drawn while the view is clear.</summary>
        /// <param name="darkness">0 bright … 1 dark</param>
        /// <param name="opening">tangent of the half angle that stays clear; 0: all of it</param>
        public void Draw(float darkness, float opening)
        {
            if (darkness <= 0 && opening <= 0)
            {
                return;
            }
            view.Material.SetVector(Colour, new Vector4(0, 0, 0, darkness));
            view.Material.SetFloat(Opening, opening);
            view.Draw(Matrix4x4.identity);
        }

        public void Dispose()
        {
            view.Dispose();
        }
    }
}
