using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>What the tool's ray meets in the hall, with the picture that is to be seen there.</summary>
    internal sealed class HallTargets
    {
        private readonly HallScene scene;
        private readonly ShelfPictures shelf;
        private readonly LayerInspector inspector;

        public HallTargets(HallScene scene, ShelfPictures shelf, LayerInspector inspector)
        {
            this.scene = scene;
            this.shelf = shelf;
            this.inspector = inspector;
        }

        public Target Pick(Ray ray)
        {
            HallHit? found = scene.Pick(ray);
            if (!found.HasValue)
            {
                return Target.Nothing;
            }

            HallHit hit = found.Value;
            switch (hit.Kind)
            {
                case HitKind.Tile:
                    return Tile(hit);
                case HitKind.Gap:
                    return Panel(hit, PanelPart.Gap);
                case HitKind.Back:
                    return Panel(hit, PanelPart.Back);
                case HitKind.Plate:
                    return Panel(hit, PanelPart.Plate);
                case HitKind.Canvas:
                    return Target.OfCanvas(hit.Layer.Network, hit.Point, hit.Distance);
                case HitKind.Picture:
                    DatasetImage picture = shelf.At(hit.Slot);
                    return Target.OfPicture(hit.Slot, picture?.Image, picture?.ClassName, hit.Point, hit.Distance);
                default:
                    return Target.OfFloor(hit.Point, hit.Distance);
            }
        }

        private Target Tile(HallHit hit)
        {
            StandingLayer layer = scene.Find(hit.Layer);
            Target tile = Target.OfTile(
                hit.Layer, layer.Panel, hit.Channel, hit.TexelX, hit.TexelY, PoseOf(layer), hit.Point, hit.Distance);
            string picture = inspector.PictureOf(hit.Layer, hit.Channel);
            return picture == null ? tile : tile.Showing(picture, null);
        }

        private Target Panel(HallHit hit, PanelPart part)
        {
            StandingLayer layer = scene.Find(hit.Layer);
            return Target.OfPanel(hit.Layer, layer.Panel, part, PoseOf(layer), hit.Point, hit.Distance);
        }

        private PanelPose PoseOf(StandingLayer layer)
        {
            PanelPlace move = scene.Arrangement.MoveOf(layer);
            return new PanelPose(move.Position, move.Yaw, move.Scale);
        }
    }
}
