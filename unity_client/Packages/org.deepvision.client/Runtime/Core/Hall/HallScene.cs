using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Picking;
using DeepVision.Space;
using DeepVision.Tiles;

namespace DeepVision.Hall
{
    /// <summary>
    /// Everything that stands in the hall, without an engine: meshes and tables with version numbers to be copied, and
    /// what a ray meets. Used from one thread; signs are written on another one. A layer that does not stand is
    /// ignored.
    /// </summary>
    public sealed class HallScene
    {
        /// <summary>
        /// Layers with fewer channels than this are seen at one glance: none is outlined as strongest.
        /// </summary>
        private const int Many = 17;

        private readonly TileStore store;
        private readonly Dictionary<LayerName, StandingLayer> byName;
        private readonly StatisticsTable statistics;
        private readonly HallSigns signs;
        private readonly HallPicker picker;
        private readonly IReadOnlyList<Hanging> canvases;
        private readonly Func<StandingLayer, LayerAppearance> appearance;
        private readonly TileReference?[] focus = new TileReference?[PanelOutlines.Focused];
        private int seenStore = -1;
        private int seenArrangement = -1;

        /// <param name="networks">as the server lays them out; they are stood side by side</param>
        /// <param name="store">has every layer of these networks</param>
        /// <param name="glyphs">the letters</param>
        public HallScene(IReadOnlyList<Network> networks, TileStore store, GlyphAtlas glyphs)
        {
            this.store = store;
            Lanes = SideBySide.Offsets(networks.Select(network => network.Bounds));
            Networks = networks.Select((network, i) => SideBySide.Moved(network, Lanes[i])).ToArray();
            Layers = Standing(Networks, store);
            byName = Layers.ToDictionary(layer => layer.Name);
            Panels = new PanelTable(
                store, Layers.Select(layer => new PickablePanel(layer.Home, layer.Index, layer.Node.Shape)));
            Outlines = new PanelOutlines(store, Panels);
            Arrangement = new Arrangement(store, Panels);
            string[] ids = Networks.Select(network => network.Id).ToArray();
            Tour = new Tour(Layers, ids, Lanes, Arrangement);
            Shelf = new PictureShelf();
            statistics = new StatisticsTable(store, Layers);
            canvases = Networks.Select((network, i) => Furniture.CanvasOf(network, Lanes[i])).ToArray();
            signs = new HallSigns(Networks, Lanes, Layers, canvases, glyphs);
            picker = new HallPicker(Networks, Layers, Panels, canvases, Shelf);
            appearance = Appearance;
            Ribbons = RibbonMesh.Build(Networks.SelectMany(network => network.Edges));
            Canvases = new HallMesh(HangingMesh.Canvases(canvases, 1, new MapSize(1, 1)));
        }

        /// <summary>As they stand.</summary>
        public IReadOnlyList<Network> Networks { get; }

        /// <summary>x of each network's lane.</summary>
        public IReadOnlyList<float> Lanes { get; }

        /// <summary>All layers that stand, in order of execution, network by network; a panel each.</summary>
        public IReadOnlyList<StandingLayer> Layers { get; }
        public PanelTable Panels { get; }
        public PanelOutlines Outlines { get; }
        public Arrangement Arrangement { get; }
        public Tour Tour { get; }
        public PictureShelf Shelf { get; }

        /// <summary>For the solids' shader; it never changes.</summary>
        public MeshData Ribbons { get; }

        /// <summary>For the solids' shader.</summary>
        public HallMesh Solids => signs.Solids;

        /// <summary>For the texts' shader.</summary>
        public HallMesh Texts => signs.Texts;

        /// <summary>For the pictures' shader, over the input picture.</summary>
        public HallMesh Canvases { get; }

        /// <summary>The selected layer, or null.</summary>
        public LayerName? Selected { get; private set; }

        /// <summary>Whether signs are still being written.</summary>
        public bool Pending => signs.Pending || seenStore != store.Version;

        /// <summary>The absolute value at full brightness with one scale for everything.</summary>
        public float SharedScale => statistics.SharedScale;

        /// <summary>
        /// Once per frame, after the store's: reads what has arrived, writes signs that have changed.
        /// </summary>
        /// <param name="seconds">since the last frame</param>
        public void Update(float seconds)
        {
            if (seenStore != store.Version)
            {
                seenStore = store.Version;
                if (statistics.Collect())
                {
                    signs.Touch();
                }
            }

            if (seenArrangement != Arrangement.Version)
            {
                seenArrangement = Arrangement.Version;
                signs.Touch();
            }

            Panels.Update();
            Outlines.Update();
            signs.Update(seconds, Shelf.Board, appearance);
        }

        /// <summary>The input picture has another shape.</summary>
        /// <param name="picture">its size</param>
        /// <param name="texture">size of the texture that holds all of it, squeezed or not</param>
        public void SetPicture(MapSize picture, MapSize texture)
        {
            Canvases.Set(HangingMesh.Canvases(canvases, (float)picture.Width / picture.Height, texture));
        }

        /// <summary>Frames one picture of the shelf; null: none.</summary>
        public void Choose(int? slot)
        {
            signs.Choose(slot);
        }

        /// <summary>Brings the shelf before the eye.</summary>
        public void CallShelf(Pose eye)
        {
            Shelf.Call(eye);
            signs.Touch();
        }

        public void PutShelfBack()
        {
            Shelf.PutBack();
            signs.Touch();
        }

        /// <summary>Shows the predictions of a run above its network's canvas and behind its last layer.</summary>
        public void SetRun(Run run)
        {
            signs.SetRun(run);
        }

        /// <summary>The values of a network have been replaced: statistics and orders are made anew.</summary>
        public void Renew(string network)
        {
            statistics.Forget(network);
            statistics.Collect();
            foreach (StandingLayer layer in Layers.Where(layer => layer.Name.Network == network))
            {
                TileOrder order = Arrangement.OrderOf(layer);
                if (order != TileOrder.Number)
                {
                    Arrangement.SetOrder(layer, order, statistics.Channels(layer));
                }
            }

            OutlineStrongest();
            signs.Touch();
        }

        /// <summary>The layer of that name where it stands; else null.</summary>
        public StandingLayer Find(LayerName? name)
        {
            StandingLayer layer;
            return name.HasValue && byName.TryGetValue(name.Value, out layer) ? layer : null;
        }

        /// <summary>Marks a layer's panel and plate, and outlines its five strongest channels; null: none.</summary>
        public void Select(LayerName? layer)
        {
            Selected = layer;
            OutlineStrongest();
            signs.Touch();
        }

        /// <summary>Outlines the tile that is pointed at; null: none.</summary>
        public void Focus(LayerName? layer, int channel)
        {
            SetFocus(0, layer, channel);
        }

        /// <summary>Outlines the tile that floats above the tool; null: none.</summary>
        public void Hold(LayerName? layer, int channel)
        {
            SetFocus(1, layer, channel);
        }

        /// <summary>Sorts the tiles of a layer.</summary>
        public void SetOrder(LayerName name, TileOrder order)
        {
            StandingLayer layer = Find(name);
            if (layer != null)
            {
                Arrangement.SetOrder(layer, order, statistics.Channels(layer));
            }
        }

        /// <summary>How far a layer's tiles have turned into the channels' generated pictures, 0…1.</summary>
        public void SetShowPictures(LayerName name, float share)
        {
            StandingLayer layer = Find(name);
            if (layer != null)
            {
                Panels.SetShowPictures(layer.Panel, share);
            }
        }

        /// <summary>Panels, orders, pages and the shelf stand as at first.</summary>
        public void PutEverythingBack()
        {
            Arrangement.PutEverythingBack();
            PutShelfBack();
        }

        /// <summary>A layer of any network, standing or folded away; null where there is none.</summary>
        public Node NodeOf(LayerName name)
        {
            Network network = Networks.FirstOrDefault(one => one.Id == name.Network);
            return network == null ? null : network.Nodes.FirstOrDefault(node => node.Id == name.Layer);
        }

        /// <summary>Null before all values of the layer have come.</summary>
        public LayerStatistics? StatisticsOf(LayerName name)
        {
            StandingLayer layer = Find(name);
            return layer == null ? null : statistics[layer];
        }

        /// <summary>Null before the channel's values have come.</summary>
        public ChannelStatistics? StatisticsOf(LayerName name, int channel)
        {
            StandingLayer layer = Find(name);
            return layer == null ? null : store.ReadStatistics(layer.Index, channel);
        }

        /// <summary>
        /// The absolute value that a layer shows at full brightness with the scale per layer; null before it has come.
        /// </summary>
        public float? LayerScale(LayerName name)
        {
            StandingLayer layer = Find(name);
            return layer == null || !statistics[layer].HasValue ? (float?)null : store.Scale(layer.Index);
        }

        /// <summary>The middle of a channel's tile; null where it is not shown.</summary>
        public Vector3? TileCentre(LayerName name, int channel)
        {
            StandingLayer layer = Find(name);
            int cell = layer == null ? -1 : Arrangement.CellOf(layer, channel);
            return cell < 0 || cell >= layer.Cells || Arrangement.MoveOf(layer).Hidden
                ? (Vector3?)null
                : TilePlace.Centre(Arrangement.PlacementOf(layer), cell);
        }

        /// <summary>What a ray meets first; null where it meets nothing.</summary>
        public HallHit? Pick(Ray ray)
        {
            return picker.Pick(ray);
        }

        private static IReadOnlyList<StandingLayer> Standing(IEnumerable<Network> networks, TileStore store)
        {
            var layers = new List<StandingLayer>();
            foreach (Network network in networks)
            {
                foreach (Node node in network.Nodes.Where(node => node.Panel != null))
                {
                    var name = new LayerName(network.Id, node.Id);
                    layers.Add(new StandingLayer(name, node, layers.Count, store.IndexOf(name)));
                }
            }

            return layers;
        }

        private void SetFocus(int place, LayerName? name, int channel)
        {
            StandingLayer layer = Find(name);
            TileReference? tile = layer == null || channel < 0
                ? (TileReference?)null
                : new TileReference(layer.Panel, channel);
            if (!Nullable.Equals(focus[place], tile))
            {
                focus[place] = tile;
                Outlines.SetFocus(focus.Where(one => one.HasValue).Select(one => one.Value).ToArray());
            }
        }

        private void OutlineStrongest()
        {
            StandingLayer layer = Find(Selected);
            IEnumerable<int> strongest = layer != null && layer.Node.Shape.Channels >= Many
                ? Statistics.Strongest(statistics.Channels(layer), PanelOutlines.Strongest)
                : new int[0];
            Outlines.SetStrongest(strongest.Select(channel => new TileReference(layer.Panel, channel)).ToArray());
        }

        private LayerAppearance Appearance(StandingLayer layer)
        {
            bool isSelected = Selected.HasValue && Selected.Value.Equals(layer.Name);
            bool isCounted = Arrangement.OrderOf(layer) == TileOrder.Number;
            return new LayerAppearance(
                layer.Node,
                Arrangement.PlacementOf(layer),
                isSelected,
                Arrangement.MoveOf(layer).Hidden,
                statistics[layer],
                isCounted ? Arrangement.PageOf(layer).First : (int?)null);
        }
    }
}
