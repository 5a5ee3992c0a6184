using UnityEditor;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;

namespace DeepVision.Editor
{
    /// <summary>
    /// The render pipeline: forward, four samples per pixel, no light, no shadow, nothing between the shaders and the
    /// screen, so that a colour arrives as the shader gave it.
    /// </summary>
    internal static class RenderPipelineConfiguration
    {
        private const int SamplesPerPixel = 4;

        public static void Apply()
        {
            UniversalRendererData renderer = GeneratedAssets.Store(
                ScriptableObject.CreateInstance<UniversalRendererData>(), GeneratedAssets.At("Renderer.asset"));
            renderer.intermediateTextureMode = IntermediateTextureMode.Auto;
            EditorUtility.SetDirty(renderer);

            UniversalRenderPipelineAsset pipeline = GeneratedAssets.Store(
                UniversalRenderPipelineAsset.Create(renderer), GeneratedAssets.At("Pipeline.asset"));
            pipeline.msaaSampleCount = SamplesPerPixel;
            pipeline.supportsHDR = false;
            pipeline.supportsCameraDepthTexture = false;
            pipeline.supportsCameraOpaqueTexture = false;
            pipeline.renderScale = 1;
            EditorUtility.SetDirty(pipeline);

            GraphicsSettings.defaultRenderPipeline = pipeline;
            int chosen = QualitySettings.GetQualityLevel();
            for (int level = 0; level < QualitySettings.names.Length; level++)
            {
                QualitySettings.SetQualityLevel(level, false);
                QualitySettings.renderPipeline = pipeline;
                QualitySettings.vSyncCount = 1;
                QualitySettings.anisotropicFiltering = AnisotropicFiltering.Enable;
            }
            QualitySettings.SetQualityLevel(chosen, false);
        }
    }
}
