using System;
using DeepVision.Painting;
using UnityEngine;
using UnityEngine.Rendering.Universal;

namespace DeepVision.Client
{
    /// <summary>
    /// Takes a picture of what the visitor sees, twice as fine; also in a headset, where it is one eye's.
    /// </summary>
    internal static class SnapshotCamera
    {
        private const int Fineness = 2;
        private const int Widest = 4096;
        private const int Samples = 4;

        /// <summary>A headset's picture has no window to take its shape from.</summary>
        private const int HeadsetWidth = 1920;
        private const int HeadsetHeight = 1080;
        private const float HeadsetFieldOfView = 70;

        /// <summary>After everything of the frame was drawn; takes some hundredths of a second.</summary>
        /// <param name="eye">the visitor's</param>
        /// <param name="headset">whether it is tracked</param>
        public static PixelBuffer Take(Camera eye, bool headset)
        {
            int width = headset ? HeadsetWidth : eye.pixelWidth;
            int height = headset ? HeadsetHeight : eye.pixelHeight;
            float scale = Math.Min(Fineness, (float)Widest / Math.Max(width, height));
            RenderTexture target = new RenderTexture(
                (int)(width * scale), (int)(height * scale), 24, RenderTextureFormat.ARGB32,
                RenderTextureReadWrite.sRGB)
            {
                antiAliasing = Samples,
            };
            GameObject holder = new GameObject("Snapshot");
            try
            {
                Camera camera = holder.AddComponent<Camera>();
                camera.CopyFrom(eye);
                camera.enabled = false;
                camera.fieldOfView = headset ? HeadsetFieldOfView : eye.fieldOfView;
                camera.targetTexture = target;
                camera.GetUniversalAdditionalCameraData().allowXRRendering = false;
                camera.Render();
                return Read(target);
            }
            finally
            {
                EngineObjects.Destroy(holder);
                target.Release();
                EngineObjects.Destroy(target);
            }
        }

        private static PixelBuffer Read(RenderTexture target)
        {
            Texture2D copy = new Texture2D(target.width, target.height, TextureFormat.RGBA32, false, false);
            RenderTexture before = RenderTexture.active;
            RenderTexture.active = target;
            copy.ReadPixels(new Rect(0, 0, target.width, target.height), 0, 0);
            RenderTexture.active = before;
            byte[] fromBelow = copy.GetRawTextureData();
            EngineObjects.Destroy(copy);
            PixelBuffer picture = new PixelBuffer(target.width, target.height);
            int row = 4 * picture.Width;
            for (int y = 0; y < picture.Height; y++)
            {
                Array.Copy(fromBelow, (picture.Height - 1 - y) * row, picture.Rgba, y * row, row);
            }
            for (int alpha = 3; alpha < picture.Rgba.Length; alpha += 4)
            {
                picture.Rgba[alpha] = 255;
            }
            return picture;
        }
    }
}
