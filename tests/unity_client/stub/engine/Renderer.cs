using System.Collections.Generic;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public class Renderer : Component
    {
        private Material shared;
        private Bounds? ownBounds;

        /// <summary>What SetPropertyBlock copied; null when there is none.</summary>
        internal Dictionary<string, object> Block { get; private set; }

        public bool enabled { get; set; } = true;
        public bool forceRenderingOff { get; set; }
        public ShadowCastingMode shadowCastingMode { get; set; } = ShadowCastingMode.On;
        public bool receiveShadows { get; set; } = true;
        public LightProbeUsage lightProbeUsage { get; set; } = LightProbeUsage.BlendProbes;
        public ReflectionProbeUsage reflectionProbeUsage { get; set; } = ReflectionProbeUsage.BlendProbes;
        public MotionVectorGenerationMode motionVectorGenerationMode { get; set; }
        public bool allowOcclusionWhenDynamic { get; set; } = true;
        public int sortingOrder { get; set; }

        public Material sharedMaterial
        {
            get
            {
                Use();
                return shared;
            }

            set
            {
                Use();
                shared = value;
            }
        }

        public Bounds localBounds
        {
            get
            {
                Use();
                return ownBounds ?? MeshBounds;
            }

            set
            {
                Use();
                ownBounds = value;
            }
        }

        public Bounds bounds => localBounds.Moved(transform.localToWorldMatrix);

        internal virtual Bounds MeshBounds => default(Bounds);

        public void SetPropertyBlock(MaterialPropertyBlock properties)
        {
            Use();
            Block = properties?.Copy();
        }

        public bool HasPropertyBlock()
        {
            Use();
            return Block != null;
        }
    }

    public class MeshRenderer : Renderer
    {
        internal override Bounds MeshBounds
        {
            get
            {
                Mesh mesh = TryGetComponent(out MeshFilter filter) ? filter.sharedMesh : null;
                return mesh == null ? default(Bounds) : mesh.bounds;
            }
        }

        /// <summary>The draw call of this frame; null when there is nothing to draw.</summary>
        internal Draw Draw()
        {
            Mesh mesh = TryGetComponent(out MeshFilter filter) ? filter.sharedMesh : null;
            if (!enabled || forceRenderingOff || !gameObject.activeInHierarchy || mesh == null
                || sharedMaterial == null)
            {
                return null;
            }

            return new Draw
            {
                Mesh = mesh,
                Material = sharedMaterial,
                Properties = Block,
                Matrices = new[] { transform.localToWorldMatrix },
                Layer = gameObject.layer,
                Order = sortingOrder,
                Bounds = bounds,
            };
        }
    }
}
