using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tiles;

namespace DeepVision.Experience
{
    /// <summary>
    /// The selected layer's sheet: statistics, distributions, order of the tiles, feature visualization.
    /// </summary>
    internal sealed class LayerInspector
    {
        private static readonly string[] OrderNames = { "by number", "strongest first", "largest mean first" };
        private readonly WalkSession session;
        private readonly HallScene scene;
        private readonly FeatureVisualizations visualizations;
        private readonly LayerSheet sheet;
        private readonly HashSet<LayerName> showingPictures = new HashSet<LayerName>();
        private readonly Dictionary<LayerName, float> shares = new Dictionary<LayerName, float>();
        private LayerStatistics? seenStatistics;
        private int seenArrangement = -1;
        private string asked;

        public LayerInspector(
            WalkSession session, HallScene scene, FeatureVisualizations visualizations, LayerSheet sheet)
        {
            this.session = session;
            this.scene = scene;
            this.visualizations = visualizations;
            this.sheet = sheet;
            visualizations.Changed += Follow;
        }

        /// <summary>The selected layer; null: none.</summary>
        public LayerName? Selected { get; private set; }

        public void Select(LayerName? layer)
        {
            if (Nullable.Equals(layer, Selected))
            {
                return;
            }

            Selected = layer;
            scene.Select(layer);
            asked = null;
            seenStatistics = null;
            seenArrangement = -1;
            StandingLayer standing = scene.Find(layer);
            if (standing == null)
            {
                return;
            }

            sheet.SetLayer(standing.Node, OriginOf(standing));
            sheet.SetEstimates(null, null);
            visualizations.Wish(layer.Value);
            Follow(visualizations.Of(layer.Value));
            AskWeights(layer.Value);
            AskPlan(standing);
        }

        /// <summary>Once per frame: shows what has changed, asks for distributions of a new run.</summary>
        public void Update(float seconds)
        {
            Fade(seconds);
            StandingLayer standing = scene.Find(Selected);
            if (standing == null)
            {
                return;
            }

            LayerStatistics? statistics = scene.StatisticsOf(standing.Name);
            if (!Nullable.Equals(statistics, seenStatistics))
            {
                seenStatistics = statistics;
                sheet.SetStatistics(statistics?.Min, statistics?.Max, statistics?.Dead);
            }

            if (seenArrangement != scene.Arrangement.Version)
            {
                seenArrangement = scene.Arrangement.Version;
                ChannelPage page = scene.Arrangement.PageOf(standing);
                sheet.SetOrder(OrderNames[(int)scene.Arrangement.OrderOf(standing)]);
                sheet.SetPage(page.First, page.End);
                sheet.SetMoved(scene.Arrangement.IsMoved(standing));
            }

            NetworkWalk walk = session.Walk(standing.Name.Network);
            if (walk?.Run != null && walk.Phase == WorkPhase.Shown && walk.Run.Id != asked)
            {
                asked = walk.Run.Id;
                AskActivations(standing.Name);
            }
        }

        /// <summary>Sorts the tiles by the next order.</summary>
        public void NextOrder()
        {
            StandingLayer standing = scene.Find(Selected);
            if (standing == null)
            {
                return;
            }

            TileOrder before = scene.Arrangement.OrderOf(standing);
            TileOrder next = (TileOrder)(((int)before + 1) % OrderNames.Length);
            session.History.Do(
                "sorting",
                () => scene.SetOrder(standing.Name, next),
                () => scene.SetOrder(standing.Name, before));
        }

        public void TurnPage(int step)
        {
            StandingLayer standing = scene.Find(Selected);
            if (standing != null)
            {
                scene.Arrangement.TurnPage(standing, step);
            }
        }

        /// <summary>Starts feature visualization of the strongest channels, or of all.</summary>
        public void Visualize(bool all)
        {
            StandingLayer standing = scene.Find(Selected);
            if (standing == null)
            {
                return;
            }

            visualizations.Start(standing.Name, all ? Everything(standing) : Strongest(standing, LayerSheet.Strongest));
            ShowPictures(true);
        }

        public void StopVisualizing()
        {
            if (Selected.HasValue)
            {
                visualizations.Cancel(Selected.Value);
            }
        }

        /// <summary>Whether the tiles show their generated pictures, where there are any.</summary>
        public void ShowPictures(bool shown)
        {
            if (!Selected.HasValue)
            {
                return;
            }

            if (shown)
            {
                showingPictures.Add(Selected.Value);
                visualizations.Wish(Selected.Value);
            }
            else
            {
                showingPictures.Remove(Selected.Value);
            }

            if (!shares.ContainsKey(Selected.Value))
            {
                shares[Selected.Value] = 0;
            }

            Follow(visualizations.Of(Selected.Value));
        }

        /// <summary>The generated picture that a tile shows now; null where it shows its activation.</summary>
        public string PictureOf(LayerName layer, int channel)
        {
            JobItem item;
            bool found = showingPictures.Contains(layer)
                & visualizations.Of(layer).Items.TryGetValue(channel, out item);
            return found ? item.Image : null;
        }

        private static string Number(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>Pictures fade in and out within 0.3 s.</summary>
        private void Fade(float seconds)
        {
            const float FadeSeconds = 0.3f;
            foreach (LayerName layer in shares.Keys.ToArray())
            {
                float goal = showingPictures.Contains(layer) ? 1 : 0;
                float step = seconds / FadeSeconds;
                float share = shares[layer];
                share = share < goal ? Math.Min(goal, share + step) : Math.Max(goal, share - step);
                scene.SetShowPictures(layer, share);
                if (share == goal)
                {
                    shares.Remove(layer);
                }
                else
                {
                    shares[layer] = share;
                }
            }
        }

        private void Follow(FeatureVisualization visualization)
        {
            if (!Selected.HasValue || !visualization.Layer.Equals(Selected.Value))
            {
                return;
            }

            sheet.SetJob(VisualizationJob.Of(visualization));
            sheet.SetPictures(visualization.Items.Count > 0, showingPictures.Contains(visualization.Layer));
        }

        private IReadOnlyList<int> Strongest(StandingLayer standing, int count)
        {
            return Ranked(standing).Take(count).ToArray();
        }

        private IReadOnlyList<int> Everything(StandingLayer standing)
        {
            return Ranked(standing);
        }

        /// <summary>The strongest channel first: what is looked at first is computed first.</summary>
        private int[] Ranked(StandingLayer standing)
        {
            ChannelStatistics?[] channels = Enumerable.Range(0, standing.Node.Shape.Channels)
                .Select(channel => scene.StatisticsOf(standing.Name, channel))
                .ToArray();
            return Arrangement.Sorted(channels, TileOrder.Strength);
        }

        private string OriginOf(StandingLayer standing)
        {
            Network network = scene.Networks.First(one => one.Id == standing.Name.Network);
            Edge[] edges = network.Edges.Where(edge => edge.Target == standing.Name.Layer).ToArray();
            return edges.Length == 0
                ? null
                : edges.Length == 1 ? edges[0].Label : Number(edges.Length) + " inputs";
        }

        private void AskActivations(LayerName layer)
        {
            session.ActivationHistogram(layer).WhenEnded(request =>
            {
                if (IsSelected(layer))
                {
                    sheet.SetActivations(request.Value, request.Message);
                }
            });
        }

        private void AskWeights(LayerName layer)
        {
            session.WeightsHistogram(layer).WhenEnded(request =>
            {
                if (IsSelected(layer))
                {
                    sheet.SetWeights(request.Value, request.Message);
                }
            });
        }

        /// <summary>How long the pictures take; nothing is said where the server cannot tell.</summary>
        private void AskPlan(StandingLayer standing)
        {
            session.VisualizationPlan(standing.Name).WhenEnded(request =>
            {
                if (request.Value == null || !IsSelected(standing.Name))
                {
                    return;
                }

                HashSet<int> ready = new HashSet<int>(request.Value.Ready.Select(item => item.Channel));
                int[] missing = Ranked(standing).Where(channel => !ready.Contains(channel)).ToArray();
                int[] strongest = Strongest(standing, LayerSheet.Strongest).Where(missing.Contains).ToArray();
                double seconds = request.Value.SecondsPerPicture;
                sheet.SetEstimates(Estimate(strongest.Length * seconds), Estimate(missing.Length * seconds));
            });
        }

        private static string Estimate(double seconds)
        {
            return seconds == 0 ? "ready" : JobText.Duration(seconds);
        }

        private bool IsSelected(LayerName layer)
        {
            return Selected.HasValue && Selected.Value.Equals(layer);
        }
    }
}
