using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Picking;
using DeepVision.Space;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>
    /// All panels of all networks, as the panels' shader reads them: eight texels of four numbers per panel. Texel 0:
    /// centre, yaw. 1: width, height, columns, rows. 2: gap, first channel, channels of the layer, first tile. 3: tile
    /// width, tile height, cell width, cell height, in texels. 4: cells per page across, down; first page, first row.
    /// 5: scale of the layer, finest level there is (-1: no values), opacity, pictures shown. 6, 7: zero.
    /// </summary>
    public sealed class PanelTable
    {
        /// <summary>Texels per panel: the width of the texture.</summary>
        public const int Width = 8;

        private const int RowLength = 4 * Width;
        private const int HeightStep = 16;

        private readonly TileStore store;
        private readonly PickablePanel[] panels;
        private readonly float[] picturesShown;
        private readonly Func<int, int, int> channelOf;
        private int seenVersion = -1;
        private bool changed = true;

        /// <summary>Takes the panels as they are to stand at first; their layers are numbers in the store.</summary>
        public PanelTable(TileStore store, IEnumerable<PickablePanel> panels)
        {
            this.store = store;
            this.panels = panels.ToArray();
            picturesShown = new float[this.panels.Length];
            channelOf = store.ChannelAt;
            Height = Math.Max(1, (this.panels.Length + HeightStep - 1) / HeightStep) * HeightStep;
            Data = new float[RowLength * Height];
            Update();
        }

        /// <summary>Number of panels.</summary>
        public int Count => panels.Length;

        /// <summary>Rows of the texture: the panels, rounded up to a multiple of 16.</summary>
        public int Height { get; }

        /// <summary>Width · Height texels of four numbers, row by row; a row is a panel.</summary>
        public float[] Data { get; }

        /// <summary>Counts up whenever <see cref="Data"/> changes.</summary>
        public int Version { get; private set; }

        public PickablePanel this[int panel] => panels[panel];

        public void SetPlacement(int panel, Placement placement)
        {
            panels[panel] = panels[panel].With(placement);
            changed = true;
        }

        /// <summary>0 hides the panel: it is neither drawn nor picked.</summary>
        public void SetOpacity(int panel, float opacity)
        {
            panels[panel] = panels[panel].WithOpacity(opacity);
            changed = true;
        }

        /// <summary>What the first cell shows, of a layer with more channels than its panel has cells.</summary>
        public void SetFirstChannel(int panel, int firstChannel)
        {
            panels[panel] = panels[panel].WithFirstChannel(firstChannel);
            changed = true;
        }

        /// <summary>
        /// 0: activations; 1: the channels' generated pictures where there are any; between: blended.
        /// </summary>
        public void SetShowPictures(int panel, float share)
        {
            picturesShown[panel] = share;
            changed = true;
        }

        /// <summary>The tile that a ray meets first; small tiles are snapped to.</summary>
        public PanelHit? Pick(Ray ray)
        {
            return Picker.Pick(ray, panels, channelOf, true);
        }

        /// <summary>Once per frame, after the store's. True when <see cref="Data"/> has changed.</summary>
        public bool Update()
        {
            if (!changed && seenVersion == store.Version)
            {
                return false;
            }

            for (int panel = 0; panel < panels.Length; panel++)
            {
                Write(panel);
            }

            seenVersion = store.Version;
            changed = false;
            Version++;
            return true;
        }

        private void Write(int panel)
        {
            PickablePanel item = panels[panel];
            Placement placement = item.Placement;
            TileLayout layout = store.Layout(item.Layer);
            int row = panel * RowLength;
            Write(row, placement.Position.X, placement.Position.Y, placement.Position.Z, placement.Yaw);
            Write(row + 4, placement.Width, placement.Height, placement.Columns, placement.Rows);
            Write(row + 8, placement.Gap, item.FirstChannel, layout.Channels, layout.FirstTile);
            Write(row + 12, layout.TileWidth, layout.TileHeight, layout.CellWidth, layout.CellHeight);
            Write(row + 16, layout.Columns, layout.Rows, layout.FirstPage, layout.FirstRow);
            float scale = store.Scale(item.Layer);
            Write(row + 20, scale, store.FinestLevel(item.Layer), item.Opacity, picturesShown[panel]);
        }

        private void Write(int at, float x, float y, float z, float w)
        {
            Data[at] = x;
            Data[at + 1] = y;
            Data[at + 2] = z;
            Data[at + 3] = w;
        }
    }
}
