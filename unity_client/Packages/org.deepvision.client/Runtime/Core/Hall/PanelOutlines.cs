using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Picking;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>
    /// The outlined tiles, as the panels' shader reads them: up to two in focus (dashed), up to five strongest
    /// (double).
    /// </summary>
    public sealed class PanelOutlines
    {
        public const int Focused = 2;
        public const int Strongest = 5;
        public const int Count = Focused + Strongest;

        private readonly TileStore store;
        private readonly PanelTable panels;
        private IReadOnlyList<TileReference> focus = new TileReference[0];
        private IReadOnlyList<TileReference> strongest = new TileReference[0];
        private int seenStore = -1;
        private int seenPanels = -1;

        public PanelOutlines(TileStore store, PanelTable panels)
        {
            this.store = store;
            this.panels = panels;
            Data = new float[4 * Count];
            Update();
        }

        /// <summary>Four numbers per outline: panel (-1: none), column, row, 0 dashed or 1 double.</summary>
        public float[] Data { get; }

        /// <summary>Counts up whenever <see cref="Data"/> changes.</summary>
        public int Version { get; private set; }

        /// <exception cref="ArgumentException">More than two tiles.</exception>
        public void SetFocus(IReadOnlyList<TileReference> tiles)
        {
            Replace(ref focus, AtMost(Focused, tiles));
        }

        /// <exception cref="ArgumentException">More than five tiles.</exception>
        public void SetStrongest(IReadOnlyList<TileReference> tiles)
        {
            Replace(ref strongest, AtMost(Strongest, tiles));
        }

        /// <summary>Once per frame, after the panels'. True when <see cref="Data"/> has changed.</summary>
        public bool Update()
        {
            if (seenPanels == panels.Version && seenStore == store.Version)
            {
                return false;
            }

            for (int i = 0; i < Count; i++)
            {
                Write(i, i < Focused ? At(focus, i) : At(strongest, i - Focused), i < Focused ? 0 : 1);
            }

            seenPanels = panels.Version;
            seenStore = store.Version;
            Version++;
            return true;
        }

        private void Replace(ref IReadOnlyList<TileReference> before, IReadOnlyList<TileReference> after)
        {
            if (!before.SequenceEqual(after))
            {
                before = after;
                seenPanels = -1;
            }
        }

        private void Write(int outline, TileReference? tile, float style)
        {
            int at = 4 * outline;
            Array.Clear(Data, at, 4);
            Data[at] = -1;
            if (!tile.HasValue)
            {
                return;
            }

            PickablePanel panel = panels[tile.Value.Panel];
            int cell = store.CellOf(panel.Layer, tile.Value.Channel) - panel.FirstChannel;
            int columns = panel.Placement.Columns;
            if (cell >= 0 && cell < columns * panel.Placement.Rows)
            {
                Data[at] = tile.Value.Panel;
                Data[at + 1] = cell % columns;
                Data[at + 2] = cell / columns;
                Data[at + 3] = style;
            }
        }

        private static TileReference? At(IReadOnlyList<TileReference> tiles, int i)
        {
            return i < tiles.Count ? tiles[i] : (TileReference?)null;
        }

        private static IReadOnlyList<TileReference> AtMost(int most, IReadOnlyList<TileReference> tiles)
        {
            if (tiles.Count > most)
            {
                throw new ArgumentException($"Expected at most {most} tiles to outline, got {tiles.Count}.");
            }

            return tiles.ToArray();
        }
    }
}
