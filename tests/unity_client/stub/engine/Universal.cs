namespace UnityEngine.Rendering.Universal
{
    public enum IntermediateTextureMode
    {
        Auto = 0,
        Always = 1,
    }

    public abstract class ScriptableRendererData : ScriptableObject
    {
    }

    public class UniversalRendererData : ScriptableRendererData
    {
        public IntermediateTextureMode intermediateTextureMode { get; set; }
    }

    public class UniversalRenderPipelineAsset : RenderPipelineAsset
    {
        public float renderScale { get; set; } = 1;

        public int msaaSampleCount { get; set; } = 4;

        public bool supportsHDR { get; set; }

        public bool supportsCameraDepthTexture { get; set; }

        public bool supportsCameraOpaqueTexture { get; set; }

        public static UniversalRenderPipelineAsset Create(ScriptableRendererData rendererData = null)
        {
            return CreateInstance<UniversalRenderPipelineAsset>();
        }
    }

    public sealed class UniversalRenderPipeline
    {
        /// <summary>The project's pipeline, which the editor script makes.</summary>
        public static UniversalRenderPipelineAsset asset
        {
            get
            {
                World.Guard();
                return World.Current.Single("pipeline", () => UniversalRenderPipelineAsset.Create());
            }
        }
    }

    public class UniversalAdditionalCameraData : MonoBehaviour
    {
        public bool renderPostProcessing { get; set; }

        public bool renderShadows { get; set; } = true;

        public bool allowXRRendering { get; set; } = true;
    }

    public static class CameraExtensions
    {
        public static UniversalAdditionalCameraData GetUniversalAdditionalCameraData(this Camera camera)
        {
            if (!camera.TryGetComponent(out UniversalAdditionalCameraData data))
            {
                data = camera.gameObject.AddComponent<UniversalAdditionalCameraData>();
            }

            return data;
        }
    }
}
