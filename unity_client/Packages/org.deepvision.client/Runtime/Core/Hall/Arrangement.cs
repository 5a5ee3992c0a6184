using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Space;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>
    /// What the visitor has arranged: tiles sorted, pages of layers with more channels than a panel has cells, panels
    /// moved, scaled and hidden. It lies on top of the server's layout and can be put back.
    /// </summary>
    public sealed class Arrangement
    {
        private readonly TileStore store;
        private readonly PanelTable panels;
        private readonly Dictionary<StandingLayer, TileOrder> orders = new Dictionary<StandingLayer, TileOrder>();
        private readonly Dictionary<StandingLayer, ChannelPage> pages = new Dictionary<StandingLayer, ChannelPage>();
        private readonly Dictionary<StandingLayer, PanelPlace> moves = new Dictionary<StandingLayer, PanelPlace>();

        public Arrangement(TileStore store, PanelTable panels)
        {
            this.store = store;
            this.panels = panels;
        }

        /// <summary>Counts up whenever something is arranged otherwise.</summary>
        public int Version { get; private set; }

        /// <summary>
        /// Channels in the order in which they are to be shown; channels that are equal, or unknown, stay in order.
        /// </summary>
        public static int[] Sorted(IReadOnlyList<ChannelStatistics?> channels, TileOrder order)
        {
            return Enumerable.Range(0, channels.Count)
                .OrderByDescending(channel => SortedBy(channels[channel], order))
                .ToArray();
        }

        public TileOrder OrderOf(StandingLayer layer)
        {
            TileOrder order;
            return orders.TryGetValue(layer, out order) ? order : TileOrder.Number;
        }

        /// <summary>Sorts the tiles of a layer by its channels' statistics.</summary>
        public void SetOrder(StandingLayer layer, TileOrder order, IReadOnlyList<ChannelStatistics?> channels)
        {
            orders[layer] = order;
            store.SetOrder(layer.Index, order == TileOrder.Number ? null : Sorted(channels, order));
            Version++;
        }

        public ChannelPage PageOf(StandingLayer layer)
        {
            ChannelPage page;
            return pages.TryGetValue(layer, out page)
                ? page
                : ChannelPage.Begin(layer.Node.Shape.Channels, layer.Cells);
        }

        /// <summary>Turns that many pages, within the layer.</summary>
        public void TurnPage(StandingLayer layer, int step)
        {
            ChannelPage page = PageOf(layer).Turned(layer.Cells, step);
            pages[layer] = page;
            panels.SetFirstChannel(layer.Panel, page.First);
            Version++;
        }

        /// <summary>
        /// The cell of the panel in which a channel is shown; negative or too large when it stands on another page.
        /// </summary>
        public int CellOf(StandingLayer layer, int channel)
        {
            return store.CellOf(layer.Index, channel) - PageOf(layer).First;
        }

        public PanelPlace MoveOf(StandingLayer layer)
        {
            PanelPlace move;
            return moves.TryGetValue(layer, out move) ? move : PanelPlace.At(layer.Home);
        }

        /// <summary>Where a panel stands now.</summary>
        public Placement PlacementOf(StandingLayer layer)
        {
            PanelPlace move = MoveOf(layer);
            return layer.Home.Scaled(move.Scale).MovedTo(move.Position, move.Yaw);
        }

        /// <summary>
        /// Moves, scales or hides a panel. The scale is kept within 0.25…4, and the lower edge above the plate.
        /// </summary>
        public void SetMove(StandingLayer layer, PanelPlace move)
        {
            float scale = Math.Max(Sizes.SmallestScale, Math.Min(Sizes.LargestScale, move.Scale));
            float lowestEdge = Math.Min(Sizes.LowestEdge, layer.Home.Position.Y - layer.Home.Height / 2);
            Vector3 position = move.Position;
            position.Y = Math.Max(position.Y, lowestEdge + layer.Home.Height * scale / 2);
            moves[layer] = new PanelPlace(position, move.Yaw, scale, move.Hidden);
            Show(layer);
        }

        /// <summary>Whether a panel does not stand as the server's layout stands it.</summary>
        public bool IsMoved(StandingLayer layer)
        {
            return moves.ContainsKey(layer);
        }

        /// <summary>Puts a panel back to where the server's layout stands it.</summary>
        public void PutBack(StandingLayer layer)
        {
            if (moves.Remove(layer))
            {
                Show(layer);
            }
        }

        /// <summary>Puts every panel, every order and every page back.</summary>
        public void PutEverythingBack()
        {
            foreach (StandingLayer layer in moves.Keys.ToArray())
            {
                PutBack(layer);
            }

            foreach (StandingLayer layer in orders.Keys.ToArray())
            {
                SetOrder(layer, TileOrder.Number, null);
            }

            foreach (StandingLayer layer in pages.Keys.ToArray())
            {
                TurnPage(layer, -PageOf(layer).First / layer.Cells);
            }
        }

        private void Show(StandingLayer layer)
        {
            panels.SetPlacement(layer.Panel, PlacementOf(layer));
            panels.SetOpacity(layer.Panel, MoveOf(layer).Hidden ? 0 : 1);
            Version++;
        }

        private static float SortedBy(ChannelStatistics? channel, TileOrder order)
        {
            if (!channel.HasValue || order == TileOrder.Number)
            {
                return 0;
            }

            return order == TileOrder.Mean ? channel.Value.Mean : Statistics.Strength(channel);
        }
    }
}
