using System;
using DeepVision.Experience;
using DeepVision.Hall;

namespace DeepVision.Client
{
    /// <summary>Pictures that hang in the hall, all cut from one texture: the canvases, or the shelf.</summary>
    internal sealed class HangingView : IDisposable
    {
        private readonly HallMesh mesh;
        private readonly PictureView view;
        private int seen = -1;

        /// <param name="name">for whoever looks at memory</param>
        /// <param name="mesh">where they hang</param>
        public HangingView(string name, HallMesh mesh)
        {
            this.mesh = mesh;
            view = new PictureView(name, DrawOrder.Opaque, true);
        }

        /// <summary>Once per frame.</summary>
        /// <param name="picture">what is cut from; null before there is one</param>
        public void Draw(PaintedTexture picture)
        {
            if (seen != mesh.Version)
            {
                seen = mesh.Version;
                view.Hang(mesh.Data);
            }
            if (picture != null)
            {
                view.Show(picture.Pixels, picture.Version);
            }
            view.Draw(UnitySpace.Hall);
        }

        public void Dispose()
        {
            view.Dispose();
        }
    }
}
