using System;
using DeepVision.Hall;
using DeepVision.Sheets;
using Numbers = System.Numerics;

namespace DeepVision.Client
{
    /// <summary>A painted sheet in the hall; sent to the graphics card only when it was painted anew.</summary>
    public sealed class SheetView : IDisposable
    {
        private readonly Sheet sheet;
        private readonly PictureView view;

        public SheetView(Sheet sheet)
        {
            this.sheet = sheet;
            view = new PictureView(sheet.GetType().Name, DrawOrder.Sheets, false);
            view.Hang(Quads.Centred());
        }

        /// <summary>Once per frame, after the sheet was painted.</summary>
        /// <param name="board">where its middle is and how it is turned</param>
        /// <param name="scale">times its own size</param>
        public void Draw(Board board, float scale)
        {
            float metres = sheet.MetresPerPixel * scale;
            Numbers.Vector3 size = new Numbers.Vector3(sheet.Width * metres, sheet.Height * metres, 1);
            view.Show(sheet.Pixels, sheet.Version);
            view.Draw(UnitySpace.Place(board, size));
        }

        public void Dispose()
        {
            view.Dispose();
        }
    }
}
