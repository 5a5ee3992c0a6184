using System.Collections.Generic;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Picking;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>What a ray meets in the hall.</summary>
    internal sealed class HallPicker
    {
        private readonly IReadOnlyList<Network> networks;
        private readonly IReadOnlyList<StandingLayer> layers;
        private readonly PanelTable panels;
        private readonly IReadOnlyList<Hanging> canvases;
        private readonly PictureShelf shelf;

        /// <param name="networks">one for each canvas</param>
        /// <param name="layers">one for each panel</param>
        /// <param name="panels">where they stand now</param>
        /// <param name="canvases">one for each network</param>
        /// <param name="shelf">wherever it is</param>
        public HallPicker(
            IReadOnlyList<Network> networks,
            IReadOnlyList<StandingLayer> layers,
            PanelTable panels,
            IReadOnlyList<Hanging> canvases,
            PictureShelf shelf)
        {
            this.networks = networks;
            this.layers = layers;
            this.panels = panels;
            this.canvases = canvases;
            this.shelf = shelf;
        }

        /// <summary>What a ray meets first; null where it meets nothing.</summary>
        public HallHit? Pick(Ray ray)
        {
            PanelHit? tile = panels.Pick(ray);
            HallHit? nearest = null;
            if (tile.HasValue)
            {
                nearest = HallHit.Panel(layers[tile.Value.Panel].Name, tile.Value);
            }

            for (int i = 0; i < layers.Count; i++)
            {
                Placement panel = panels[i].Placement;
                Vector2 size = LayerSigns.PlateSize(panel);
                float? plate = RayTargets.Rectangle(ray, LayerSigns.PlateBoard(panel), size.X, size.Y);
                nearest = IsNearer(plate, nearest) ? HallHit.Plate(layers[i].Name, ray, plate.Value) : nearest;
            }

            for (int i = 0; i < canvases.Count; i++)
            {
                float? canvas = Met(ray, canvases[i]);
                nearest = IsNearer(canvas, nearest) ? HallHit.Canvas(networks[i].Id, ray, canvas.Value) : nearest;
            }

            for (int slot = 0; slot < shelf.Places.Count; slot++)
            {
                float? picture = Met(ray, shelf.Places[slot]);
                nearest = IsNearer(picture, nearest) ? HallHit.Picture(slot, ray, picture.Value) : nearest;
            }

            float? floor = RayTargets.Floor(ray);
            return IsNearer(floor, nearest) ? HallHit.Floor(ray, floor.Value) : nearest;
        }

        private static float? Met(Ray ray, Hanging hanging)
        {
            return RayTargets.Rectangle(ray, hanging.Board, hanging.Width, hanging.Height);
        }

        private static bool IsNearer(float? distance, HallHit? nearest)
        {
            return distance.HasValue && (!nearest.HasValue || distance.Value < nearest.Value.Distance);
        }
    }
}
