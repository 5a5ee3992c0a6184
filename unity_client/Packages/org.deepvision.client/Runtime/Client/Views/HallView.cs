using System;
using DeepVision.Experience;
using DeepVision.Hall;

namespace DeepVision.Client
{
    /// <summary>Everything that stands in the hall: panels, ribbons, signs and pictures, in six draw calls.</summary>
    public sealed class HallView : IDisposable
    {
        private readonly MeshView ribbons = new MeshView("Solid", DrawOrder.Opaque);
        private readonly HallMeshView solids;
        private readonly HallMeshView texts;
        private readonly HangingView canvases;
        private readonly HangingView shelf;

        /// <param name="scene">what stands there</param>
        /// <param name="pages">what the panels show; the caller's</param>
        /// <param name="letters">what the signs are written with; the caller's</param>
        public HallView(HallScene scene, TilePages pages, GlyphTexture letters)
        {
            ribbons.Show(scene.Ribbons);
            solids = new HallMeshView(scene.Solids, new MeshView("Solid", DrawOrder.Opaque));
            texts = new HallMeshView(scene.Texts, letters.View());
            canvases = new HangingView("Input picture", scene.Canvases);
            shelf = new HangingView("Shelf", scene.Shelf.Mesh);
            Panels = new PanelRenderer(scene.Panels, scene.Outlines, pages);
        }

        public PanelRenderer Panels { get; }

        /// <summary>Once per frame, after the scene's update.</summary>
        /// <param name="input">the picture on the canvases; null before there is one</param>
        /// <param name="shelf">the thumbnails of the shelf; null before there are any</param>
        public void Draw(PaintedTexture input, PaintedTexture shelf)
        {
            ribbons.Draw(UnitySpace.Hall);
            solids.Draw();
            Panels.Draw();
            canvases.Draw(input);
            this.shelf.Draw(shelf);
            texts.Draw();
        }

        public void Dispose()
        {
            ribbons.Dispose();
            solids.Dispose();
            texts.Dispose();
            canvases.Dispose();
            shelf.Dispose();
            Panels.Dispose();
        }
    }
}
