using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Space;

namespace DeepVision.Tiles
{
    /// <summary>What is known of every layer and channel without asking the graphics card.</summary>
    internal sealed class LayerTable
    {
        /// <summary>Numbers per tile in <see cref="Tiles"/>.</summary>
        public const int TileNumbers = 8;

        private const int ChannelInCell = 3;
        private const int PictureSlot = 4;
        private const int PictureShare = 5;

        private readonly Dictionary<LayerName, int> numbers = new Dictionary<LayerName, int>();
        private readonly Detail[] details;
        private readonly float[] scales;
        private readonly ChannelOrder[] orders;
        private readonly float[] statistics;

        /// <exception cref="ArgumentException">Two layers have the same network and id.</exception>
        public LayerTable(IReadOnlyList<LayerSpec> layers)
        {
            Layers = layers;
            Packing = new Packing(layers.Select(layer => layer.Shape).ToArray());
            details = new Detail[layers.Count];
            scales = Enumerable.Repeat(1f, layers.Count).ToArray();
            orders = new ChannelOrder[layers.Count];
            statistics = new float[4 * Packing.Tiles];
            Tiles = new float[TileNumbers * Packing.Tiles];
            for (int layer = 0; layer < layers.Count; layer++)
            {
                LayerName name = new LayerName(layers[layer].Network, layers[layer].Id);
                if (numbers.ContainsKey(name))
                {
                    throw new ArgumentException($"expected every layer once, got {name.Layer} of {name.Network} twice");
                }
                numbers.Add(name, layer);
                SetOrder(layer, null);
            }
            for (int tile = 0; tile < Packing.Tiles; tile++)
            {
                Tiles[TileNumbers * tile + PictureSlot] = -1;
            }
        }

        public IReadOnlyList<LayerSpec> Layers { get; }

        public Packing Packing { get; }

        /// <summary>The figures as <see cref="ITileTarget.UploadTiles"/> takes them.</summary>
        public float[] Tiles { get; }

        /// <exception cref="ArgumentException">There is no such layer.</exception>
        public int IndexOf(LayerName name)
        {
            int index;
            if (!numbers.TryGetValue(name, out index))
            {
                throw new ArgumentException($"no layer {name.Layer} of {name.Network} in this store");
            }
            return index;
        }

        /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
        public TileLayout Layout(int layer)
        {
            if (layer < 0 || layer >= Layers.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(layer), $"expected a layer from 0 to {Layers.Count - 1}, got {layer}");
            }
            return Packing.Layers[layer];
        }

        public Detail DetailOf(int layer)
        {
            return details[layer];
        }

        public void SetDetail(int layer, Detail detail)
        {
            details[layer] = detail;
        }

        /// <summary>The absolute value that is shown at full brightness: see <see cref="Brightness"/>.</summary>
        public float Scale(int layer)
        {
            return scales[layer];
        }

        /// <summary>Null before values have come.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
        public ChannelStatistics? ReadStatistics(int layer, int channel)
        {
            int tile = TileOf(layer, channel);
            if (details[layer] == Detail.None)
            {
                return null;
            }
            int at = 4 * tile;
            return new ChannelStatistics(
                statistics[at], statistics[at + 1], statistics[at + 2], statistics[at + 3]);
        }

        /// <summary>Takes the figures of a coarse group.</summary>
        public void Write(TileGroup group)
        {
            TileLayout layout = Layout(group.Layer);
            Array.Copy(group.Statistics, 0, statistics, 4 * layout.FirstTile, 4 * layout.Channels);
            float[] largest = new float[layout.Channels];
            for (int channel = 0; channel < layout.Channels; channel++)
            {
                int at = TileNumbers * (layout.FirstTile + channel);
                Tiles[at] = group.Statistics[4 * channel];
                Tiles[at + 1] = group.Means[2 * channel];
                Tiles[at + 2] = group.Means[2 * channel + 1];
                float min = group.Statistics[4 * channel + 1];
                float max = group.Statistics[4 * channel + 2];
                largest[channel] = Math.Max(Math.Abs(min), Math.Abs(max)); // not the scale: that of a dead channel is 1
            }
            Shape shape = Layers[group.Layer].Shape;
            scales[group.Layer] = Brightness.Full(largest, shape.Height * shape.Width > 1);
        }

        /// <param name="order"><c>order[cell]</c> is the channel shown there; null: by number</param>
        /// <exception cref="ArgumentException">It is no permutation of the layer's channels.</exception>
        public void SetOrder(int layer, int[] order)
        {
            TileLayout layout = Layout(layer);
            orders[layer] = order == null ? null : new ChannelOrder(order, layout.Channels);
            for (int cell = 0; cell < layout.Channels; cell++)
            {
                Tiles[TileNumbers * (layout.FirstTile + cell) + ChannelInCell] = ChannelAt(layer, cell);
            }
        }

        public int ChannelAt(int layer, int cell)
        {
            TileOf(layer, cell);
            return orders[layer] == null ? cell : orders[layer].ChannelAt(cell);
        }

        public int CellOf(int layer, int channel)
        {
            TileOf(layer, channel);
            return orders[layer] == null ? channel : orders[layer].CellOf(channel);
        }

        /// <param name="slot">of the picture that is shown for this channel; -1: none</param>
        /// <param name="share">how far it has faded in, 0…1</param>
        public void SetPicture(int layer, int channel, int slot, float share)
        {
            int at = TileNumbers * TileOf(layer, channel);
            Tiles[at + PictureSlot] = slot;
            Tiles[at + PictureShare] = share;
        }

        private int TileOf(int layer, int channel)
        {
            TileLayout layout = Layout(layer);
            if (channel < 0 || channel >= layout.Channels)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(channel), $"expected a channel from 0 to {layout.Channels - 1}, got {channel}");
            }
            return layout.FirstTile + channel;
        }
    }
}
