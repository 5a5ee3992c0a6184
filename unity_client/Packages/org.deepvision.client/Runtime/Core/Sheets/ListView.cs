using System;
using DeepVision.Hall;
using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>Which rows of a long list are shown, and the buttons that turn its pages.</summary>
    public sealed class ListView
    {
        private const string Turn = "turn-page";

        /// <param name="rows">on a page</param>
        public ListView(int rows)
        {
            Rows = rows;
        }

        /// <summary>On a page.</summary>
        public int Rows { get; }

        public int Count { get; private set; }
        public int Page { get; private set; }
        public int Pages => Math.Max(1, (Count + Rows - 1) / Rows);

        /// <summary>The first row shown.</summary>
        public int First => Page * Rows;

        /// <summary>One after the last row shown.</summary>
        public int End => Math.Min(Count, First + Rows);

        public void SetCount(int count)
        {
            Count = count;
            Page = Math.Min(Page, Pages - 1);
        }

        /// <summary>Turns to the page with this row.</summary>
        public void Show(int row)
        {
            if (row >= 0 && row < Count)
            {
                Page = row / Rows;
            }
        }

        /// <summary>Where a row is painted: of the same height on every page.</summary>
        public Area RowArea(Area area, int row)
        {
            return area.Row(row - First, Rows, Theme.NarrowGap);
        }

        /// <summary>Whether the press turned a page.</summary>
        public bool Answer(SheetPress press)
        {
            if (press.Action != Turn)
            {
                return false;
            }
            Page = Math.Min(Pages - 1, Math.Max(0, Page + press.Index));
            return true;
        }

        /// <summary>The buttons and which rows are shown; nothing where all are.</summary>
        public void PaintPager(SheetCanvas canvas, Area area)
        {
            if (Pages == 1)
            {
                return;
            }
            string shown = $"{First + 1} to {End} of {NumberText.Count(Count)}";
            Stepper.Paint(canvas, area, shown, Back, Ahead);
        }

        /// <summary>The buttons alone, beside each other.</summary>
        public void PaintArrows(SheetCanvas canvas, Area area)
        {
            Stepper.Paint(canvas, area, "", Back, Ahead);
        }

        private SheetPress Back => Page > 0 ? new SheetPress(Turn, -1) : SheetPress.None;
        private SheetPress Ahead => Page < Pages - 1 ? new SheetPress(Turn, 1) : SheetPress.None;
    }
}
