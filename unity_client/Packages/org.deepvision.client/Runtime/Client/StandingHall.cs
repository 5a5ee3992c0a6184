using System;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Tiles;

namespace DeepVision.Client
{
    /// <summary>The graphics card's side of one hall; taken down and made anew with it.</summary>
    internal sealed class StandingHall : IDisposable
    {
        private readonly TileStore store;
        private readonly TilePages pages;
        private readonly HallView view;

        /// <param name="scene">what stands there</param>
        /// <param name="store">its feature maps</param>
        /// <param name="letters">the caller's</param>
        /// <exception cref="NotSupportedException">the graphics card cannot hold it; what to do is said</exception>
        public StandingHall(HallScene scene, TileStore store, GlyphTexture letters)
        {
            Scene = scene;
            this.store = store;
            pages = new TilePages(store.Pages, store.Tiles);
            Pictures = new PicturePages();
            view = new HallView(scene, pages, letters);
        }

        public HallScene Scene { get; }

        /// <summary>Generated pictures that are shown in the place of feature maps.</summary>
        public PicturePages Pictures { get; }

        /// <summary>Once per frame: the share of what has arrived that a frame may send.</summary>
        public void Upload()
        {
            store.Update(pages);
            pages.Flush();
        }

        /// <summary>Once per frame.</summary>
        public void Draw(Walkthrough walkthrough)
        {
            view.Panels.SetView(walkthrough.Normalisation, Scene.SharedScale, walkthrough.Colormap);
            view.Panels.SetPictures(Pictures.Texture);
            view.Draw(walkthrough.InputPicture, walkthrough.Thumbnails);
        }

        public void Dispose()
        {
            view.Dispose();
            pages.Dispose();
            Pictures.Dispose();
        }
    }
}
