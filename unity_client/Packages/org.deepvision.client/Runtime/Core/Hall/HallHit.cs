using System.Numerics;
using DeepVision.Picking;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>What a ray meets in the hall, and where.</summary>
    public readonly struct HallHit
    {
        public readonly HitKind Kind;

        /// <summary>Of a tile, gap, back or plate; of a canvas only the network is given.</summary>
        public readonly LayerName Layer;

        /// <summary>Of a tile; else -1.</summary>
        public readonly int Channel;

        /// <summary>Texel of a tile's feature map, from its upper left corner; else -1.</summary>
        public readonly int TexelX;
        public readonly int TexelY;

        /// <summary>Place on the shelf of a picture, row by row; else -1.</summary>
        public readonly int Slot;
        public readonly Vector3 Point;

        /// <summary>Metres from the ray's origin.</summary>
        public readonly float Distance;

        private HallHit(
            HitKind kind, LayerName layer, int channel, int texelX, int texelY, int slot, Vector3 point, float distance)
        {
            Kind = kind;
            Layer = layer;
            Channel = channel;
            TexelX = texelX;
            TexelY = texelY;
            Slot = slot;
            Point = point;
            Distance = distance;
        }

        public static HallHit Panel(LayerName layer, PanelHit hit)
        {
            HitKind kind = hit.Channel >= 0 ? HitKind.Tile : hit.Front ? HitKind.Gap : HitKind.Back;
            return new HallHit(kind, layer, hit.Channel, hit.TexelX, hit.TexelY, -1, hit.Point, hit.Distance);
        }

        public static HallHit Plate(LayerName layer, Ray ray, float distance)
        {
            return new HallHit(HitKind.Plate, layer, -1, -1, -1, -1, ray.At(distance), distance);
        }

        public static HallHit Canvas(string network, Ray ray, float distance)
        {
            var layer = new LayerName(network, null);
            return new HallHit(HitKind.Canvas, layer, -1, -1, -1, -1, ray.At(distance), distance);
        }

        public static HallHit Picture(int slot, Ray ray, float distance)
        {
            return new HallHit(HitKind.Picture, default(LayerName), -1, -1, -1, slot, ray.At(distance), distance);
        }

        public static HallHit Floor(Ray ray, float distance)
        {
            return new HallHit(HitKind.Floor, default(LayerName), -1, -1, -1, -1, ray.At(distance), distance);
        }
    }
}
