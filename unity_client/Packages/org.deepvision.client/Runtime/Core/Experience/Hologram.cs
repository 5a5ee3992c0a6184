using System;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>What floats above the tool: fetches it, shows it enlarged.</summary>
    internal sealed class Hologram
    {
        /// <summary>Longer side of an enlarged picture, in pixels.</summary>
        private const int PictureSize = 512;
        private const float LargestZoom = 64;
        private const float ZoomPerNotch = 1.25f;
        private const float ZoomRate = 1.5f;
        private readonly WalkSession session;
        private readonly HallScene scene;
        private readonly FeatureVisualizations visualizations;
        private readonly HologramSheet sheet;
        private readonly PixelBuffer nothingYet = new PixelBuffer(1, 1);
        private Carried shown;
        private string shownRun;
        private float zoom = 1;

        public Hologram(
            WalkSession session, HallScene scene, FeatureVisualizations visualizations, HologramSheet sheet)
        {
            this.session = session;
            this.scene = scene;
            this.visualizations = visualizations;
            this.sheet = sheet;
            nothingYet.Fill(Theme.Sunk);
        }

        /// <summary>The value at full brightness for a layer; null: the tile's own.</summary>
        public Func<LayerName, float?> Brightness { get; set; }

        /// <summary>Shows what the tool carries; null: nothing.</summary>
        public void Show(Carried carried)
        {
            if (carried == shown)
            {
                return;
            }

            shown = carried;
            shownRun = null;
            zoom = 1;
            sheet.SetView(1, 0.5f, 0.5f);
            if (carried == null)
            {
                scene.Hold(null, -1);
                return;
            }

            scene.Hold(carried.IsPicture ? (LayerName?)null : carried.Layer, carried.Channel);
            sheet.SetPicture(TitleOf(carried), "On its way…", nothingYet);
            if (carried.IsPicture)
            {
                AskPicture(carried);
            }
        }

        /// <summary>
        /// Once per frame: a new run gives a carried tile new values; the wheel and the stick enlarge it.
        /// </summary>
        /// <param name="notches">of the wheel</param>
        /// <param name="stick">-1…1</param>
        /// <param name="seconds">since the frame before</param>
        public void Update(float notches, float stick, float seconds)
        {
            if (shown == null)
            {
                return;
            }

            float factor = (float)(Math.Pow(ZoomPerNotch, notches) * Math.Exp(stick * ZoomRate * seconds));
            if (factor != 1)
            {
                zoom = Math.Max(1, Math.Min(LargestZoom, zoom * factor));
                sheet.SetView(zoom, sheet.CentreX, sheet.CentreY);
            }

            Run run = shown.IsPicture ? null : session.Walk(shown.Layer.Network)?.Run;
            if (run != null && run.Id != shownRun)
            {
                shownRun = run.Id;
                AskTile(shown);
            }
        }

        /// <summary>Another way to turn values into colours.</summary>
        public void SetColormap(ColormapKind colormap)
        {
            sheet.SetColormap(colormap);
        }

        private string TitleOf(Carried carried)
        {
            if (!carried.IsPicture)
            {
                return $"{carried.Layer.Layer} · channel {carried.Channel}";
            }

            return carried.Channel >= 0
                ? $"What {carried.Layer.Layer} · channel {carried.Channel} looks for"
                : string.IsNullOrEmpty(carried.Label) ? carried.Image : carried.Label;
        }

        /// <summary>What a generated picture reached; what to do with any other.</summary>
        private string NoteOf(Carried carried)
        {
            JobItem item = null;
            if (carried.Channel >= 0)
            {
                visualizations.Of(carried.Layer).Items.TryGetValue(carried.Channel, out item);
            }

            return item != null && item.Image == carried.Image
                ? PictureFacts.Of(item)
                : "Put it into the input canvas";
        }

        private void AskPicture(Carried carried)
        {
            session.Picture(carried.Image, PictureSize).WhenEnded(request =>
            {
                if (carried == shown)
                {
                    sheet.SetPicture(
                        TitleOf(carried),
                        request.HasValue ? NoteOf(carried) : request.Message,
                        request.HasValue ? request.Value : nothingYet);
                }
            });
        }

        private void AskTile(Carried carried)
        {
            session.ExactChannel(carried.Layer, carried.Channel).WhenEnded(request =>
            {
                if (carried != shown)
                {
                    return;
                }

                if (request.HasValue)
                {
                    sheet.SetScale(Brightness?.Invoke(carried.Layer));
                    sheet.SetTile(TitleOf(carried), request.Value);
                }
                else
                {
                    sheet.SetPicture(TitleOf(carried), request.Message, nothingYet);
                }
            });
        }
    }
}
