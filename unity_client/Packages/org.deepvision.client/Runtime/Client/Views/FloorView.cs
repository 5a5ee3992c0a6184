using System;
using DeepVision.Hall;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>The ground: there before anything else, and while nothing else is.</summary>
    public sealed class FloorView : IDisposable
    {
        private static readonly int Reach = Shader.PropertyToID("_Reach");

        private readonly MeshView view = new MeshView("Floor", DrawOrder.Floor);

        public FloorView()
        {
            view.ShowEverywhere(Quads.Centred());
        }

        /// <summary>Once per frame.</summary>
        /// <param name="eyeHeight">metres above the floor</param>
        public void Draw(float eyeHeight)
        {
            view.Material.SetFloat(Reach, Floor.Reach(eyeHeight));
            view.Draw(UnitySpace.Hall);
        }

        public void Dispose()
        {
            view.Dispose();
        }
    }
}
