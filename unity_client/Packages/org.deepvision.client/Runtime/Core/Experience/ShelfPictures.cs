using System;
using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// What hangs on the shelf: a page of a data set, its thumbnails in one atlas, and the board below it.
    /// </summary>
    internal sealed class ShelfPictures
    {
        private readonly WalkSession session;
        private readonly HallScene scene;
        private readonly DatasetSheet sheet;
        private readonly Action<string> report;
        private IReadOnlyList<DatasetImage> images = new DatasetImage[0];
        private int dataset;
        private int offset;
        private int total;
        private int page;

        /// <param name="session">where pictures come from</param>
        /// <param name="scene">where the shelf stands</param>
        /// <param name="sheet">the board below the shelf</param>
        /// <param name="report">is told what failed</param>
        public ShelfPictures(WalkSession session, HallScene scene, DatasetSheet sheet, Action<string> report)
        {
            this.session = session;
            this.scene = scene;
            this.sheet = sheet;
            this.report = report;
            Atlas = new PaintedTexture(Sizes.ShelfColumns * Sizes.Thumbnail, Sizes.ShelfRows * Sizes.Thumbnail);
            Atlas.Pixels.Fill(Colours.Backing);
            ChooseDataset(0);
        }

        public PaintedTexture Atlas { get; }

        /// <summary>The picture at a place; null where the place is empty.</summary>
        public DatasetImage At(int slot)
        {
            return slot >= 0 && slot < images.Count ? images[slot] : null;
        }

        /// <summary>What a picture of this page is called; null for others.</summary>
        public string LabelOf(string image)
        {
            int slot = SlotOf(image);
            return slot < 0 ? null : images[slot].ClassName;
        }

        public void ChooseDataset(int index)
        {
            IReadOnlyList<DatasetSummary> datasets = session.Facts.Datasets;
            dataset = index;
            sheet.SetDatasets(datasets, index);
            if (index < datasets.Count)
            {
                total = datasets[index].Count;
                Open(0);
            }
        }

        /// <summary>Turns that many pages, within the data set.</summary>
        public void Turn(int step)
        {
            int last = Math.Max(0, (total - 1) / Sizes.ShelfPlaces) * Sizes.ShelfPlaces;
            int next = Math.Max(0, Math.Min(last, offset + step * Sizes.ShelfPlaces));
            if (next != offset)
            {
                Open(next);
            }
        }

        /// <summary>Frames the picture that is in the networks, where it hangs here.</summary>
        public void Frame(string image)
        {
            int slot = image == null ? -1 : SlotOf(FilteredPicture.Read(image).Source);
            scene.Choose(slot < 0 ? (int?)null : slot);
        }

        private int SlotOf(string image)
        {
            for (int slot = 0; slot < images.Count; slot++)
            {
                if (images[slot].Image == image)
                {
                    return slot;
                }
            }

            return -1;
        }

        private void Open(int first)
        {
            int opened = ++page;
            offset = first;
            string id = session.Facts.Datasets[dataset].Id;
            session.DatasetImages(id, first, Sizes.ShelfPlaces).WhenEnded(request =>
            {
                if (opened != page)
                {
                    return; // another page was opened meanwhile
                }

                if (!request.HasValue)
                {
                    report(request.Message);
                    return;
                }

                Hang(request.Value.Images, opened);
                total = request.Value.Total;
                sheet.SetPage(offset, images.Count, total);
            });
        }

        private void Hang(IReadOnlyList<DatasetImage> arrived, int opened)
        {
            images = arrived;
            Atlas.Pixels.Fill(Colours.Backing);
            Atlas.Touch();
            Frame(session.Image);
            for (int i = 0; i < arrived.Count; i++)
            {
                int slot = i;
                session.Picture(arrived[i].Image, Sizes.Thumbnail).WhenEnded(request =>
                {
                    if (opened == page && request.HasValue)
                    {
                        Paint(slot, request.Value);
                    }
                });
            }
        }

        /// <summary>The centre of the picture that fills its square.</summary>
        private void Paint(int slot, PixelBuffer picture)
        {
            float x = slot % Sizes.ShelfColumns * Sizes.Thumbnail;
            float y = slot / Sizes.ShelfColumns * Sizes.Thumbnail;
            float scale = (float)Sizes.Thumbnail / Math.Min(picture.Width, picture.Height);
            float width = picture.Width * scale;
            float height = picture.Height * scale;
            Area place = new Area(x, y, Sizes.Thumbnail, Sizes.Thumbnail);
            Atlas.Pixels.Clip = place;
            Atlas.Pixels.Draw(
                picture, new Area(place.CentreX - width / 2, place.CentreY - height / 2, width, height));
            Atlas.Pixels.Clip = Atlas.Pixels.Bounds;
            Atlas.Touch();
        }
    }
}
