using System;
using System.Linq;
using System.Numerics;
using DeepVision.Client;
using DeepVision.Experience;
using DeepVision.Hall;
using DeepVision.Sheets;
using DeepVision.Space;
using Newtonsoft.Json.Linq;
using UnityEngine;
using Vector3 = System.Numerics.Vector3;
using Vector4 = UnityEngine.Vector4;

namespace DeepVision.Host
{
    /// <summary>Where things of the hall are: in the hall, and on the screen in pixels from the upper left.</summary>
    internal static class ScreenPlaces
    {
        /// <summary>
        /// {"tile": [network, layer, channel]} · {"plate": [network, layer]} · {"canvas": number} · {"picture": slot} ·
        /// {"button": [sheet, action]}, with a number behind it the one with this index.
        /// </summary>
        internal static Vector3 InHall(Walkthrough walk, JObject what)
        {
            if (what["tile"] != null)
            {
                return walk.Scene.TileCentre(Layer(what["tile"]), (int)what["tile"][2])
                    ?? throw new ArgumentException($"The tile is not shown: {what}.");
            }

            if (what["plate"] != null)
            {
                StandingLayer layer = walk.Scene.Find(Layer(what["plate"]));
                return LayerSigns.PlateBoard(walk.Scene.Arrangement.PlacementOf(layer)).Position;
            }

            if (what["canvas"] != null)
            {
                int number = (int)what["canvas"];
                return Furniture.CanvasOf(walk.Scene.Networks[number], walk.Scene.Lanes[number]).Board.Position;
            }

            if (what["picture"] != null)
            {
                return walk.Scene.Shelf.Places[(int)what["picture"]].Board.Position;
            }

            JArray button = (JArray)what["button"];
            return Button(walk, (string)button[0], (string)button[1], button.Count > 2 ? (int)button[2] : (int?)null);
        }

        /// <summary>Pixels from the upper left; null where it lies behind the eye.</summary>
        internal static JArray OnScreen(Vector3 place)
        {
            Camera camera = UnityEngine.Object.FindAnyObjectByType<Camera>();
            UnityEngine.Vector3 point = UnitySpace.ToEngine(place);
            Vector4 seen = camera.worldToCameraMatrix * new Vector4(point.x, point.y, point.z, 1);
            Vector4 clip = camera.projectionMatrix * seen;
            return clip.w <= 0
                ? null
                : new JArray(
                    (clip.x / clip.w + 1) / 2 * Screen.width, (1 - clip.y / clip.w) / 2 * Screen.height);
        }

        private static LayerName Layer(JToken json)
        {
            return new LayerName((string)json[0], (string)json[1]);
        }

        private static Vector3 Button(Walkthrough walk, string sheet, string action, int? index)
        {
            PlacedSheet placed = walk.Sheets.FirstOrDefault(
                one => one.IsShown && one.Sheet.GetType().Name == sheet)
                ?? throw new ArgumentException($"No {sheet} is shown.");
            SheetTarget[] targets = placed.Sheet.Targets
                .Where(one => one.Press.Action == action && (index == null || one.Press.Index == index))
                .ToArray();
            if (targets.Length == 0)
            {
                throw new ArgumentException(
                    $"{sheet} has no button {action} {index}; it has "
                    + string.Join(", ", placed.Sheet.Targets.Select(one => one.Press.Action)) + ".");
            }

            float right = (targets[0].Area.CentreX / placed.Sheet.Width - 0.5f) * placed.Width;
            float up = (0.5f - targets[0].Area.CentreY / placed.Sheet.Height) * placed.Height;
            return placed.Board.On(right, up);
        }
    }
}
