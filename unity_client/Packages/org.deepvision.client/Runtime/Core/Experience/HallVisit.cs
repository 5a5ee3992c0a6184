using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>
    /// One hall while it stands: its scene, its shelf, the sheets that belong to it, what is done in it.
    /// </summary>
    internal sealed class HallVisit : IDisposable
    {
        /// <summary>
        /// Pages of generated pictures, 64 on each: 4 MiB of graphics memory, with mips a third more.
        /// </summary>
        private const int PicturePages = 8;
        private const int PicturesPerPage = 64;
        private readonly WalkSession session;
        private readonly SheetRack rack;
        private readonly FeatureVisualizations visualizations;
        private readonly InputPicture input;
        private readonly ShelfPictures shelf;
        private readonly FrequencyChoice frequencies;
        private readonly LayerInspector inspector;
        private readonly Hologram hologram;
        private readonly Tooltip tooltip;
        private readonly PlacedSheet layerSheet;
        private readonly PlacedSheet datasetSheet;
        private readonly PlacedSheet hologramSheet;
        private readonly PlacedSheet tooltipSheet;
        private readonly Action<string> report;
        private readonly bool headset;

        /// <param name="session">whose networks stand</param>
        /// <param name="rack">gets the sheets of this hall</param>
        /// <param name="glyphs">the letters</param>
        /// <param name="headset">whether the visitor wears one</param>
        /// <param name="report">is told what failed</param>
        public HallVisit(WalkSession session, SheetRack rack, GlyphAtlas glyphs, bool headset, Action<string> report)
        {
            this.session = session;
            this.rack = rack;
            this.headset = headset;
            this.report = report;
            Scene = new HallScene(session.Facts.Networks, session.Store, glyphs);
            visualizations = new FeatureVisualizations(session, PicturePages * PicturesPerPage);
            input = new InputPicture(session, Scene);
            DatasetSheet dataset = new DatasetSheet(glyphs);
            LayerSheet layer = new LayerSheet(glyphs);
            HologramSheet held = new HologramSheet(glyphs);
            ToastSheet tip = new ToastSheet(glyphs);
            datasetSheet = rack.Add(dataset, SheetAnchor.Hall);
            datasetSheet.IsShown = true;
            layerSheet = rack.Add(layer, headset ? SheetAnchor.Hall : SheetAnchor.Right);
            hologramSheet = rack.Add(held, SheetAnchor.Tool);
            tooltipSheet = rack.Add(tip, SheetAnchor.Hall);
            shelf = new ShelfPictures(session, Scene, dataset, report);
            frequencies = new FrequencyChoice(session, dataset);
            inspector = new LayerInspector(session, Scene, visualizations, layer);
            hologram = new Hologram(session, Scene, visualizations, held);
            tooltip = new Tooltip(session, Scene, tooltipSheet, tip);
            Targets = new HallTargets(Scene, shelf, inspector);
            session.RunChanged += ShowRun;
            session.WorkChanged += FollowWork;
            visualizations.SlotFilled += Fill;
            visualizations.Changed += Complain;
        }

        /// <summary>A generated picture belongs into a cell of the picture array, now.</summary>
        public event Action<int, PixelBuffer> PictureArrived;

        public HallScene Scene { get; }

        public HallTargets Targets { get; }

        public PaintedTexture Canvas => input.Texture;

        public PaintedTexture Shelf => shelf.Atlas;

        /// <summary>What floats above the tool.</summary>
        public PlacedSheet HologramSheet => hologramSheet;

        /// <summary>The selected layer; null: none.</summary>
        public LayerName? Selected => inspector.Selected;

        /// <summary>Its row in the list; -1: none.</summary>
        public int SelectedRow => Scene.Find(inspector.Selected)?.Panel ?? -1;

        /// <summary>Whether the selected layer's sheet is open.</summary>
        public bool IsSheetOpen => layerSheet.IsShown;

        /// <summary>Feature visualizations of this hall.</summary>
        public FeatureVisualizations Visualizations => visualizations;

        /// <summary>Every layer of the hall that can be gone to, for the list.</summary>
        public IReadOnlyList<LayerRow> Rows()
        {
            return Scene.Layers
                .Select(layer => new LayerRow(layer.Node.Name, NumberText.Shape(layer.Node.Shape), SectionOf(layer)))
                .ToArray();
        }

        /// <summary>Once per frame.</summary>
        /// <param name="frame">what the hands ask for</param>
        /// <param name="carried">what the tool carries</param>
        /// <param name="isGrabbing">whether stick and wheel move a panel</param>
        public void Update(InputFrame frame, Carried carried, bool isGrabbing)
        {
            input.Follow();
            frequencies.Follow();
            visualizations.Update(frame.Seconds);
            inspector.Update(frame.Seconds);
            hologram.Show(carried);
            hologramSheet.IsShown = carried != null;
            hologramSheet.LetsRaysPass = carried != null && carried.IsPicture; // the canvas may be behind it
            float notches = isGrabbing ? 0 : frame.Scroll;
            hologram.Update(notches, isGrabbing ? 0 : frame.Push, frame.Seconds);
            Scene.Update(frame.Seconds);
            PlaceSheets();
        }

        /// <summary>Marks a layer and shows its sheet; null: none.</summary>
        public void Select(LayerName? layer, bool open)
        {
            inspector.Select(layer);
            layerSheet.IsShown = layer.HasValue && (open || layerSheet.IsShown);
        }

        public void CloseSheet()
        {
            layerSheet.IsShown = false;
        }

        public void SetColormap(ColormapKind colormap)
        {
            hologram.SetColormap(colormap);
        }

        public void ShowTooltip(Target target, Pose eye)
        {
            tooltip.Show(target, eye);
        }

        public void HideTooltip()
        {
            tooltip.Hide();
        }

        /// <summary>Marks the tile that is pointed at.</summary>
        public void Point(Target target)
        {
            bool tile = target.Kind == TargetKind.Tile;
            Scene.Focus(tile ? target.Layer : (LayerName?)null, tile ? target.Channel : -1);
        }

        /// <summary>A panel follows the hand.</summary>
        public void Move(LayerName name, PanelPose pose)
        {
            StandingLayer layer = Scene.Find(name);
            if (layer != null)
            {
                Scene.Arrangement.SetMove(layer, new PanelPlace(pose.Position, pose.Yaw, pose.Scale, false));
            }
        }

        /// <summary>A panel was let go: it can be taken back.</summary>
        public void Release(LayerName name, PanelMove move)
        {
            StandingLayer layer = Scene.Find(name);
            if (layer == null || move.IsNone)
            {
                return;
            }

            PanelPose from = move.From;
            session.History.Add("move", () => Restore(layer, from));
        }

        public void Hide()
        {
            StandingLayer layer = Scene.Find(inspector.Selected);
            if (layer == null)
            {
                return;
            }

            PanelPlace before = Scene.Arrangement.MoveOf(layer);
            session.History.Do(
                "hide",
                () => Scene.Arrangement.SetMove(layer, before.WithHidden(true)),
                () => Scene.Arrangement.SetMove(layer, before));
            Select(null, false);
        }

        public void PutBack()
        {
            StandingLayer layer = Scene.Find(inspector.Selected);
            if (layer == null)
            {
                return;
            }

            PanelPlace before = Scene.Arrangement.MoveOf(layer);
            session.History.Do(
                "put back",
                () => Scene.Arrangement.PutBack(layer),
                () => Scene.Arrangement.SetMove(layer, before));
        }

        /// <summary>Whether anything is not where the server put it.</summary>
        public bool IsRearranged()
        {
            return Scene.Shelf.IsCalled || Scene.Layers.Any(Scene.Arrangement.IsMoved);
        }

        /// <summary>The shelf comes before the visitor.</summary>
        public void CallShelf(Pose eye)
        {
            Scene.CallShelf(eye);
        }

        /// <summary>What a press on one of this hall's sheets asks for. False: it is not for this hall.</summary>
        public bool Do(SheetPress press)
        {
            switch (press.Action)
            {
                case SheetActions.Dataset:
                    shelf.ChooseDataset(press.Index);
                    return true;
                case SheetActions.EarlierPictures:
                    shelf.Turn(-1);
                    return true;
                case SheetActions.FurtherPictures:
                    shelf.Turn(1);
                    return true;
                case SheetActions.Frequencies:
                    frequencies.Choose((FrequencyBand)press.Index);
                    return true;
                case SheetActions.CoarserCutoff:
                    frequencies.Step(-1);
                    return true;
                case SheetActions.FinerCutoff:
                    frequencies.Step(1);
                    return true;
                case SheetActions.Order:
                    inspector.NextOrder();
                    return true;
                case SheetActions.EarlierChannels:
                    inspector.TurnPage(-1);
                    return true;
                case SheetActions.FurtherChannels:
                    inspector.TurnPage(1);
                    return true;
                case SheetActions.VisualizeStrongest:
                    inspector.Visualize(false);
                    return true;
                case SheetActions.VisualizeAll:
                    inspector.Visualize(true);
                    return true;
                case SheetActions.StopVisualizing:
                    inspector.StopVisualizing();
                    return true;
                case SheetActions.ShowPictures:
                    inspector.ShowPictures(true);
                    return true;
                case SheetActions.ShowActivations:
                    inspector.ShowPictures(false);
                    return true;
                case SheetActions.Hide:
                    Hide();
                    return true;
                case SheetActions.PutBack:
                    PutBack();
                    return true;
                default:
                    return false;
            }
        }

        public void Dispose()
        {
            session.RunChanged -= ShowRun;
            session.WorkChanged -= FollowWork;
            visualizations.SlotFilled -= Fill;
            visualizations.Changed -= Complain;
            visualizations.Dispose();
            foreach (PlacedSheet placed in new[] { layerSheet, datasetSheet, hologramSheet, tooltipSheet })
            {
                rack.Remove(placed);
            }
        }

        private void Fill(int slot, PixelBuffer picture)
        {
            PictureArrived?.Invoke(slot, picture);
        }

        /// <summary>The sheet has room for the beginning of a failure only.</summary>
        private void Complain(FeatureVisualization visualization)
        {
            if (visualization.State == VisualizationState.Failed)
            {
                report(visualization.Message);
            }
        }

        private void ShowRun(NetworkWalk walk)
        {
            Scene.SetRun(walk.Run);
            shelf.Frame(session.Image);
            if (walk.Run.Graph != null)
            {
                report("This picture takes another way through the network than the one that is drawn. Layers that it "
                    + "does not pass are hatched.");
            }
        }

        private void FollowWork(NetworkWalk walk)
        {
            if (walk.Phase == WorkPhase.Shown)
            {
                Scene.Renew(walk.Network.Id);
            }
            else if (walk.Phase == WorkPhase.Failed)
            {
                report(walk.Message);
            }
        }

        private void Restore(StandingLayer layer, PanelPose pose)
        {
            bool hidden = Scene.Arrangement.MoveOf(layer).Hidden;
            PanelPlace move = new PanelPlace(pose.Position, pose.Yaw, pose.Scale, hidden);
            bool home = Vector3.DistanceSquared(pose.Position, layer.Home.Position) < 1e-6f
                && pose.Scale == 1
                && !hidden
                && pose.Yaw == layer.Home.Yaw;
            if (home)
            {
                Scene.Arrangement.PutBack(layer);
            }
            else
            {
                Scene.Arrangement.SetMove(layer, move);
            }
        }

        /// <summary>The board of the data sets hangs below the shelf, the layer's sheet beside its panel.</summary>
        private void PlaceSheets()
        {
            const float Below = 0.52f;
            Board board = Scene.Shelf.Board;
            datasetSheet.Board = board.Beside(0, -Below - datasetSheet.Height / 2, 0.02);
            StandingLayer layer = Scene.Find(inspector.Selected);
            if (headset && layer != null)
            {
                layerSheet.Board = SheetPlaces.Beside(Scene.Arrangement.PlacementOf(layer), layerSheet);
            }
        }

        private string SectionOf(StandingLayer layer)
        {
            Network network = Scene.Networks.First(one => one.Id == layer.Name.Network);
            Section section = network.Sections.FirstOrDefault(one => one.Id == layer.Node.Section);
            return Scene.Networks.Count > 1 ? network.Name : section?.Name;
        }
    }
}
