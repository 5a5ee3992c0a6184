using System;
using DeepVision.Hall;

namespace DeepVision.Client
{
    /// <summary>A mesh of the hall that the walkthrough makes anew from time to time.</summary>
    internal sealed class HallMeshView : IDisposable
    {
        private readonly HallMesh mesh;
        private readonly MeshView view;
        private int seen = -1;

        public HallMeshView(HallMesh mesh, MeshView view)
        {
            this.mesh = mesh;
            this.view = view;
        }

        /// <summary>Once per frame.</summary>
        public void Draw()
        {
            if (seen != mesh.Version)
            {
                seen = mesh.Version;
                view.Show(mesh.Data);
            }
            view.Draw(UnitySpace.Hall);
        }

        public void Dispose()
        {
            view.Dispose();
        }
    }
}
