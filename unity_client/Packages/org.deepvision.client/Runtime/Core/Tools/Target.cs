using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Tools
{
    /// <summary>What the tool's ray meets. Fields that do not belong to its kind are -1, 0 or null.</summary>
    public struct Target
    {
        public TargetKind Kind { get; private set; }

        /// <summary>Metres from the ray's origin.</summary>
        public float Distance { get; private set; }

        /// <summary>In the hall.</summary>
        public Vector3 Point { get; private set; }

        /// <summary>Tile, Panel: the layer.</summary>
        public LayerName Layer { get; private set; }

        /// <summary>Tile, Panel: number of the panel.</summary>
        public int Panel { get; private set; }

        /// <summary>Panel: where on it.</summary>
        public PanelPart Part { get; private set; }

        /// <summary>Tile: number of the channel.</summary>
        public int Channel { get; private set; }

        /// <summary>Tile: texel of the feature map, from its upper left corner.</summary>
        public int TexelX { get; private set; }
        public int TexelY { get; private set; }

        /// <summary>Picture, and a Tile that shows a generated picture: its id.</summary>
        public string Image { get; private set; }

        /// <summary>As Image: what it is called.</summary>
        public string Label { get; private set; }

        /// <summary>Picture: its place on the shelf.</summary>
        public int Slot { get; private set; }

        /// <summary>Canvas: the network it belongs to.</summary>
        public string Network { get; private set; }

        /// <summary>Sheet: its number.</summary>
        public int Sheet { get; private set; }

        /// <summary>Sheet: pixels from its upper left corner.</summary>
        public float SheetX { get; private set; }
        public float SheetY { get; private set; }

        /// <summary>Tile, Panel, Sheet: where it stands, for whoever grabs it.</summary>
        public PanelPose Pose { get; private set; }

        /// <summary>The ray meets nothing.</summary>
        public static Target Nothing => At(TargetKind.None, Vector3.Zero, float.PositiveInfinity);

        /// <summary>Whether it can be moved by hand.</summary>
        public bool CanBeGrabbed =>
            Kind == TargetKind.Tile || Kind == TargetKind.Panel || Kind == TargetKind.Sheet;

        public static Target OfFloor(Vector3 point, float distance)
        {
            return At(TargetKind.Floor, point, distance);
        }

        /// <param name="layer">whose channel it is</param>
        /// <param name="panel">number of the panel</param>
        /// <param name="channel">number of the channel</param>
        /// <param name="texelX">column of the feature map</param>
        /// <param name="texelY">row of the feature map</param>
        /// <param name="pose">where the panel stands</param>
        /// <param name="point">where it was met</param>
        /// <param name="distance">metres from the ray's origin</param>
        public static Target OfTile(
            LayerName layer,
            int panel,
            int channel,
            int texelX,
            int texelY,
            PanelPose pose,
            Vector3 point,
            float distance)
        {
            Target target = At(TargetKind.Tile, point, distance);
            target.Layer = layer;
            target.Panel = panel;
            target.Channel = channel;
            target.TexelX = texelX;
            target.TexelY = texelY;
            target.Pose = pose;
            return target;
        }

        public static Target OfPanel(
            LayerName layer, int panel, PanelPart part, PanelPose pose, Vector3 point, float distance)
        {
            Target target = At(TargetKind.Panel, point, distance);
            target.Layer = layer;
            target.Panel = panel;
            target.Part = part;
            target.Pose = pose;
            return target;
        }

        public static Target OfCanvas(string network, Vector3 point, float distance)
        {
            Target target = At(TargetKind.Canvas, point, distance);
            target.Network = network;
            return target;
        }

        /// <param name="slot">its place on the shelf</param>
        /// <param name="image">id of the picture; null: the place is empty</param>
        /// <param name="label">what it is called</param>
        /// <param name="point">where it was met</param>
        /// <param name="distance">metres from the ray's origin</param>
        public static Target OfPicture(int slot, string image, string label, Vector3 point, float distance)
        {
            Target target = At(TargetKind.Picture, point, distance).Showing(image, label);
            target.Slot = slot;
            return target;
        }

        /// <param name="sheet">number of the sheet</param>
        /// <param name="x">pixels from its left edge</param>
        /// <param name="y">pixels from its upper edge</param>
        /// <param name="pose">where it stands</param>
        /// <param name="point">where it was met</param>
        /// <param name="distance">metres from the ray's origin</param>
        public static Target OfSheet(int sheet, float x, float y, PanelPose pose, Vector3 point, float distance)
        {
            Target target = At(TargetKind.Sheet, point, distance);
            target.Sheet = sheet;
            target.SheetX = x;
            target.SheetY = y;
            target.Pose = pose;
            return target;
        }

        /// <summary>The nearest of these.</summary>
        public static Target Nearest(IReadOnlyList<Target> targets)
        {
            Target nearest = Nothing;
            for (int i = 0; i < targets.Count; i++)
            {
                nearest = targets[i].Distance < nearest.Distance ? targets[i] : nearest;
            }

            return nearest;
        }

        /// <summary>The same tile, which shows a generated picture now.</summary>
        public Target Showing(string image, string label)
        {
            Target target = this;
            target.Image = image;
            target.Label = label;
            return target;
        }

        /// <summary>Whether both are the same thing, wherever on it they were met.</summary>
        public bool IsSameThing(Target other)
        {
            return Kind == other.Kind
                && Layer.Equals(other.Layer)
                && Panel == other.Panel
                && Part == other.Part
                && Channel == other.Channel
                && Slot == other.Slot
                && Network == other.Network
                && Sheet == other.Sheet;
        }

        private static Target At(TargetKind kind, Vector3 point, float distance)
        {
            return new Target
            {
                Kind = kind, Point = point, Distance = distance, Panel = -1, Channel = -1, TexelX = -1, TexelY = -1,
                Slot = -1, Sheet = -1
            };
        }
    }
}
