using System;
using DeepVision.Space;
using UnityEngine;
using EnginePose = UnityEngine.Pose;

namespace DeepVision.Client
{
    /// <summary>What is held in one hand, and what its controls do.</summary>
    internal sealed class HandView : IDisposable
    {
        private readonly MeshView shape = new MeshView("Solid", DrawOrder.Opaque);
        private readonly MeshView labels;

        public HandView(MeshData shape, MeshData labels, GlyphTexture letters)
        {
            this.shape.Show(shape);
            this.labels = letters.View();
            this.labels.Show(labels);
        }

        /// <summary>Once per frame.</summary>
        /// <param name="hand">in the engine's space, pointing ahead</param>
        /// <param name="labelled">whether its controls are named</param>
        public void Draw(EnginePose hand, bool labelled)
        {
            Matrix4x4 place = Matrix4x4.TRS(hand.position, hand.rotation, Vector3.one) * UnitySpace.Hall;
            shape.Draw(place);
            if (labelled)
            {
                labels.Draw(place);
            }
        }

        public void Dispose()
        {
            shape.Dispose();
            labels.Dispose();
        }
    }
}
