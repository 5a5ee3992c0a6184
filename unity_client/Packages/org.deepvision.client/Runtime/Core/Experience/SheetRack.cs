using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>All sheets: where they stand, which one a ray meets, and that they are painted.</summary>
    internal sealed class SheetRack
    {
        /// <summary>At a desktop the view is narrower than in a headset.</summary>
        private const float DesktopSize = 0.6f;
        private readonly List<PlacedSheet> sheets = new List<PlacedSheet>();
        private PlacedSheet hovered;
        private float magnification = 1;

        public IReadOnlyList<PlacedSheet> Sheets => sheets;

        public PlacedSheet Add(Sheet sheet, SheetAnchor anchor)
        {
            PlacedSheet placed = new PlacedSheet(sheet, anchor);
            sheet.Magnification = magnification;
            sheets.Add(placed);
            return placed;
        }

        /// <summary>Takes sheets away for good, as those of a hall that is taken down.</summary>
        public void Remove(PlacedSheet placed)
        {
            sheets.Remove(placed);
            hovered = hovered == placed ? null : hovered;
        }

        /// <summary>How large the writing is, 1…1.5, on all of them.</summary>
        public void Magnify(float factor)
        {
            magnification = factor;
            foreach (PlacedSheet placed in sheets)
            {
                placed.Sheet.Magnification = factor;
            }
        }

        /// <summary>Sheets that go with the visitor follow.</summary>
        public void Follow(InputFrame input, Pose eye)
        {
            float size = input.Headset ? 1 : DesktopSize;
            foreach (PlacedSheet placed in sheets)
            {
                switch (placed.Anchor)
                {
                    case SheetAnchor.Hall:
                        break;
                    case SheetAnchor.Tool:
                        SheetPlaces.AboveHandFacing(placed, input.ToolPosition, eye, size);
                        break;
                    case SheetAnchor.OtherHand:
                        SheetPlaces.AboveHandFacing(placed, input.OtherHand, eye, size);
                        break;
                    default:
                        SheetPlaces.AtEdge(placed, eye, input.View);
                        break;
                }
            }
        }

        /// <summary>Paints the shown sheets that have changed.</summary>
        public void Paint()
        {
            foreach (PlacedSheet placed in sheets)
            {
                if (placed.IsShown)
                {
                    placed.Sheet.Paint();
                }
            }
        }

        /// <summary>The nearest shown sheet that a ray meets from its front.</summary>
        public Target Pick(Ray ray)
        {
            Target nearest = Target.Nothing;
            for (int i = 0; i < sheets.Count; i++)
            {
                PlacedSheet placed = sheets[i];
                float? distance = placed.IsShown && !placed.LetsRaysPass
                    ? RayTargets.Rectangle(ray, placed.Board, placed.Width, placed.Height)
                    : null;
                if (distance.HasValue && distance.Value < nearest.Distance)
                {
                    nearest = Met(i, placed, ray, distance.Value);
                }
            }

            return nearest;
        }

        /// <summary>The tool points there now.</summary>
        public void Hover(Target target)
        {
            PlacedSheet now = target.Kind == TargetKind.Sheet ? sheets[target.Sheet] : null;
            if (hovered != null && hovered != now)
            {
                hovered.Sheet.Leave();
            }

            hovered = now;
            hovered?.Sheet.Hover(target.SheetX, target.SheetY);
        }

        /// <summary>Which sheet a target is on.</summary>
        public PlacedSheet Of(Target target)
        {
            return sheets[target.Sheet];
        }

        private static Target Met(int index, PlacedSheet placed, Ray ray, float distance)
        {
            Vector3 point = ray.At(distance);
            Vector3 away = point - placed.Board.Position;
            Board axes = placed.Board.At(Vector3.Zero);
            float right = Vector3.Dot(away, axes.On(1, 0));
            float up = Vector3.Dot(away, axes.On(0, 1));
            float x = (right / placed.Width + 0.5f) * placed.Sheet.Width;
            float y = (0.5f - up / placed.Height) * placed.Sheet.Height;
            PanelPose pose = new PanelPose(placed.Board.Position, placed.Board.Yaw, placed.Scale);
            return Target.OfSheet(index, x, y, pose, point, distance);
        }
    }
}
