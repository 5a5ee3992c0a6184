using System;
using System.Collections.Generic;
using DeepVision.Hall;
using DeepVision.Sheets;

namespace DeepVision.Client
{
    /// <summary>The sheets that are open. A sheet that is not drawn any more gives its memory back.</summary>
    public sealed class SheetViews : IDisposable
    {
        private readonly Dictionary<Sheet, SheetView> views = new Dictionary<Sheet, SheetView>();
        private readonly HashSet<Sheet> drawn = new HashSet<Sheet>();
        private readonly List<Sheet> closed = new List<Sheet>();

        /// <summary>Draws a sheet in this frame.</summary>
        public void Draw(Sheet sheet, Board board, float scale)
        {
            if (!views.TryGetValue(sheet, out SheetView view))
            {
                view = new SheetView(sheet);
                views.Add(sheet, view);
            }
            drawn.Add(sheet);
            view.Draw(board, scale);
        }

        /// <summary>Once per frame, when all sheets have been drawn.</summary>
        public void Sweep()
        {
            foreach (Sheet sheet in views.Keys)
            {
                if (!drawn.Contains(sheet))
                {
                    closed.Add(sheet);
                }
            }
            foreach (Sheet sheet in closed)
            {
                views[sheet].Dispose();
                views.Remove(sheet);
            }
            closed.Clear();
            drawn.Clear();
        }

        public void Dispose()
        {
            foreach (SheetView view in views.Values)
            {
                view.Dispose();
            }
            views.Clear();
        }
    }
}
