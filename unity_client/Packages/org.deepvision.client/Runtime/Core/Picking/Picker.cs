using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Picking
{
    /// <summary>Which tile a ray meets: arithmetic on the panels' rectangles and grids.</summary>
    public static class Picker
    {
        /// <summary>
        /// Smaller tiles than this (radians: 2°) are snapped to: a hand wavers by about half a degree.
        /// </summary>
        public const double SnapAngle = 2 * Math.PI / 180;

        /// <summary>Where the ray meets the panel's rectangle, or null.</summary>
        public static PlaneHit? Intersect(Ray ray, Placement panel)
        {
            double sine = Math.Sin(panel.Yaw);
            double cosine = Math.Cos(panel.Yaw);
            double dx = (double)ray.Origin.X - panel.Position.X;
            double dz = (double)ray.Origin.Z - panel.Position.Z;
            double depth = dx * sine + dz * cosine; // along the normal (sin yaw, 0, cos yaw)
            double approach = ray.Direction.X * sine + ray.Direction.Z * cosine;
            if (approach == 0)
            {
                return null;
            }

            double factor = -depth / approach;
            if (!(factor >= 0))
            {
                return null;
            }

            double right = (dx + factor * ray.Direction.X) * cosine - (dz + factor * ray.Direction.Z) * sine;
            double up = (double)ray.Origin.Y - panel.Position.Y + factor * ray.Direction.Y;
            double x = panel.Width / 2.0 + right;
            double y = panel.Height / 2.0 - up;
            if (x < 0 || y < 0 || x > panel.Width || y > panel.Height)
            {
                return null;
            }

            float distance = (float)(factor * ray.Direction.Length());
            Vector3 point = ray.Origin + (float)factor * ray.Direction;
            return new PlaneHit(x, y, distance, point, approach < 0);
        }

        /// <summary>The cell at (x, y) metres from the upper left corner, or null in a gap.</summary>
        public static CellHit? CellAt(double x, double y, Placement panel)
        {
            GridPlace? across = Grid.Locate(x, CellWidth(panel), panel.Columns, panel.Gap);
            GridPlace? down = Grid.Locate(y, CellHeight(panel), panel.Rows, panel.Gap);
            return across.HasValue && down.HasValue ? new CellHit(across.Value, down.Value) : (CellHit?)null;
        }

        /// <summary>The cell at (x, y) metres from the upper left corner, or the nearest one.</summary>
        public static CellHit NearestCell(double x, double y, Placement panel)
        {
            return new CellHit(
                Grid.Nearest(x, CellWidth(panel), panel.Columns, panel.Gap),
                Grid.Nearest(y, CellHeight(panel), panel.Rows, panel.Gap));
        }

        /// <summary>The nearest panel that the ray meets, hidden ones left out; null where it meets none.</summary>
        /// <param name="ray">in the panels' space</param>
        /// <param name="panels">all that can be met</param>
        /// <param name="channelOf">maps a layer and a cell of its order to the channel there; null: not sorted</param>
        /// <param name="snap">in a gap between tiles that look small from the ray's origin the nearest one is
        /// met</param>
        public static PanelHit? Pick(
            Ray ray, IReadOnlyList<PickablePanel> panels, Func<int, int, int> channelOf = null, bool snap = false)
        {
            PlaneHit? nearest = null;
            int panel = -1;
            for (int i = 0; i < panels.Count; i++)
            {
                PlaneHit? hit = panels[i].Opacity > 0 ? Intersect(ray, panels[i].Placement) : null;
                if (hit.HasValue && (!nearest.HasValue || hit.Value.Distance < nearest.Value.Distance))
                {
                    nearest = hit;
                    panel = i;
                }
            }

            return nearest.HasValue
                ? TileAt(panel, panels[panel], nearest.Value, channelOf, snap)
                : (PanelHit?)null;
        }

        private static PanelHit TileAt(
            int panel, PickablePanel item, PlaneHit plane, Func<int, int, int> channelOf, bool snap)
        {
            CellHit? found = plane.Front ? CellAt(plane.X, plane.Y, item.Placement) : null;
            if (!found.HasValue && plane.Front && snap && LooksSmall(item.Placement, plane.Distance))
            {
                found = NearestCell(plane.X, plane.Y, item.Placement);
            }

            if (!found.HasValue)
            {
                return new PanelHit(panel, item.Layer, plane);
            }

            CellHit place = found.Value;
            int cell = item.FirstChannel + place.Row * item.Placement.Columns + place.Column;
            if (cell >= item.Shape.Channels)
            {
                return new PanelHit(panel, item.Layer, plane);
            }

            return new PanelHit(
                panel,
                item.Layer,
                plane,
                channelOf == null ? cell : channelOf(item.Layer, cell),
                cell,
                place.Column,
                place.Row,
                (int)(place.Across * item.Shape.Width),
                (int)(place.Down * item.Shape.Height));
        }

        private static bool LooksSmall(Placement panel, double distance)
        {
            return Math.Min(CellWidth(panel), CellHeight(panel)) < SnapAngle * distance;
        }

        private static double CellWidth(Placement panel)
        {
            return Grid.CellLength(panel.Width, panel.Columns, panel.Gap);
        }

        private static double CellHeight(Placement panel)
        {
            return Grid.CellLength(panel.Height, panel.Rows, panel.Gap);
        }
    }
}
