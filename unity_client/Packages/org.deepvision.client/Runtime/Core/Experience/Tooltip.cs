using System.Globalization;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tiles;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>What half a second of pointing tells.</summary>
    internal sealed class Tooltip
    {
        /// <summary>Metres above what is pointed at, for each metre from the eye.</summary>
        private const float Above = 0.09f;

        /// <summary>It stands nearer than what it belongs to, so that nothing cuts through it.</summary>
        private const float Nearer = 0.7f;
        private const float Size = 0.6f;
        private readonly WalkSession session;
        private readonly HallScene scene;
        private readonly PlacedSheet placed;
        private readonly ToastSheet sheet;

        public Tooltip(WalkSession session, HallScene scene, PlacedSheet placed, ToastSheet sheet)
        {
            this.session = session;
            this.scene = scene;
            this.placed = placed;
            this.sheet = sheet;
        }

        /// <summary>Shows it at a target; nothing where there is nothing to tell.</summary>
        /// <param name="target">what is pointed at</param>
        /// <param name="eye">who reads</param>
        public void Show(Target target, Pose eye)
        {
            string text = TextOf(target);
            placed.IsShown = text != null;
            if (text == null)
            {
                return;
            }

            sheet.Set(text, ToastKind.Note);
            Vector3 middle = eye.Position + (target.Point - eye.Position) * Nearer;
            float distance = Vector3.Distance(middle, eye.Position);
            placed.Scale = distance * Size / placed.Sheet.Distance;
            middle.Y += distance * Above + placed.Height / 2;
            placed.Board = SheetPlaces.Facing(middle, eye.Position);
        }

        public void Hide()
        {
            placed.IsShown = false;
        }

        private string TextOf(Target target)
        {
            switch (target.Kind)
            {
                case TargetKind.Tile:
                    return TileText(target);
                case TargetKind.Panel:
                    return PanelText(target.Layer);
                case TargetKind.Picture:
                    return target.Image == null ? null : $"{target.Label ?? target.Image}: press to take it";
                case TargetKind.Canvas:
                    return $"The input of {session.Walk(target.Network)?.Network.Name}: press to put a picture in";
                default:
                    return null;
            }
        }

        private string TileText(Target target)
        {
            Node node = scene.NodeOf(target.Layer);
            ChannelStatistics? statistics = scene.StatisticsOf(target.Layer, target.Channel);
            string head = $"{target.Layer.Layer} · channel {Text(target.Channel)} of {Text(node.Shape.Channels)} · "
                + $"{Text(node.Shape.Height)} × {Text(node.Shape.Width)}";
            if (!statistics.HasValue)
            {
                return head + ", on its way";
            }

            string values = $"{NumberText.Value(statistics.Value.Min)} … {NumberText.Value(statistics.Value.Max)}, "
                + $"mean {NumberText.Value(statistics.Value.Mean)}";
            return $"{head}: {values}";
        }

        private string PanelText(LayerName layer)
        {
            Node node = scene.NodeOf(layer);
            return $"{node.Name} · {LayerSigns.FactsLine(node, scene.StatisticsOf(layer))}: press for more";
        }

        private static string Text(int number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
