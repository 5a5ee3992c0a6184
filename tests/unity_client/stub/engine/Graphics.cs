using System;
using System.Collections.Generic;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public struct RenderParams
    {
        public RenderParams(Material mat)
        {
            layer = 0;
            renderingLayerMask = 1;
            rendererPriority = 0;
            worldBounds = new Bounds(Vector3.zero, Vector3.zero);
            camera = null;
            motionVectorMode = MotionVectorGenerationMode.Camera;
            reflectionProbeUsage = ReflectionProbeUsage.Off;
            material = mat;
            matProps = null;
            shadowCastingMode = ShadowCastingMode.Off;
            receiveShadows = false;
            lightProbeUsage = LightProbeUsage.Off;
        }

        public int layer { get; set; }
        public uint renderingLayerMask { get; set; }
        public int rendererPriority { get; set; }
        public Bounds worldBounds { get; set; }
        public Camera camera { get; set; }
        public MotionVectorGenerationMode motionVectorMode { get; set; }
        public ReflectionProbeUsage reflectionProbeUsage { get; set; }
        public Material material { get; set; }
        public MaterialPropertyBlock matProps { get; set; }
        public ShadowCastingMode shadowCastingMode { get; set; }
        public bool receiveShadows { get; set; }
        public LightProbeUsage lightProbeUsage { get; set; }
    }

    public class Graphics
    {
        /// <summary>What the engine's buffer of instance matrices holds.</summary>
        private const int LargestBatch = 511;

        public static void RenderMesh(
            in RenderParams rparams,
            Mesh mesh,
            int submeshIndex,
            Matrix4x4 objectToWorld,
            Matrix4x4? prevObjectToWorld = null)
        {
            World.Guard();
            World.Current.Drawing.Add(rparams, mesh, new[] { objectToWorld }, false);
        }

        public static void RenderMeshInstanced<T>(
            in RenderParams rparams,
            Mesh mesh,
            int submeshIndex,
            T[] instanceData,
            int instanceCount = -1,
            int startInstance = 0)
            where T : struct
        {
            World.Guard();
            if (!rparams.material.enableInstancing)
            {
                throw new InvalidOperationException("Material needs to enable instancing for RenderMeshInstanced.");
            }

            if (!(instanceData is Matrix4x4[] matrices))
            {
                throw new NotSupportedException("The stub's instances are matrices.");
            }

            uint count = Math.Min((uint)instanceCount, (uint)Math.Max(0, matrices.Length - startInstance));
            if (count < 1 || count > LargestBatch)
            {
                throw new InvalidOperationException($"{count} instances in one call: 1…{LargestBatch} are possible.");
            }

            Matrix4x4[] taken = new Matrix4x4[count];
            Array.Copy(matrices, startInstance, taken, 0, count);
            World.Current.Drawing.Add(rparams, mesh, taken, true);
        }

        public static void CopyTexture(Texture src, Texture dst)
        {
            Same("mips", src.Texels.Mips, dst.Texels.Mips);
            Same("slices", src.Texels.Depth, dst.Texels.Depth);
            for (int slice = 0; slice < src.Texels.Depth; slice++)
            {
                CopyTexture(src, slice, dst, slice);
            }
        }

        public static void CopyTexture(Texture src, int srcElement, Texture dst, int dstElement)
        {
            Same("mips", src.Texels.Mips, dst.Texels.Mips);
            for (int mip = 0; mip < src.Texels.Mips; mip++)
            {
                CopyTexture(src, srcElement, mip, dst, dstElement, mip);
            }
        }

        public static void CopyTexture(
            Texture src, int srcElement, int srcMip, Texture dst, int dstElement, int dstMip)
        {
            src.Texels.CheckPlace(srcMip, srcElement);
            dst.Texels.CheckPlace(dstMip, dstElement);
            Same("width", src.Texels.MipWidth(srcMip), dst.Texels.MipWidth(dstMip));
            Same("height", src.Texels.MipHeight(srcMip), dst.Texels.MipHeight(dstMip));
            CopyTexture(
                src,
                srcElement,
                srcMip,
                0,
                0,
                src.Texels.MipWidth(srcMip),
                src.Texels.MipHeight(srcMip),
                dst,
                dstElement,
                dstMip,
                0,
                0);
        }

        public static void CopyTexture(
            Texture src,
            int srcElement,
            int srcMip,
            int srcX,
            int srcY,
            int srcWidth,
            int srcHeight,
            Texture dst,
            int dstElement,
            int dstMip,
            int dstX,
            int dstY)
        {
            World.Guard();
            src.Use("CopyTexture");
            dst.Use("CopyTexture");
            Texels from = src.Texels;
            Texels to = dst.Texels;
            from.CheckPlace(srcMip, srcElement);
            to.CheckPlace(dstMip, dstElement);
            Same("format", (int)from.Format, (int)to.Format);
            Same("linear flag", from.Linear ? 1 : 0, to.Linear ? 1 : 0);
            Inside("source", srcX, srcY, srcWidth, srcHeight, from.MipWidth(srcMip), from.MipHeight(srcMip));
            Inside("destination", dstX, dstY, srcWidth, srcHeight, to.MipWidth(dstMip), to.MipHeight(dstMip));
            int texel = from.TexelBytes;
            for (int row = 0; row < srcHeight; row++)
            {
                int source = ((srcY + row) * from.MipWidth(srcMip) + srcX) * texel;
                int target = ((dstY + row) * to.MipWidth(dstMip) + dstX) * texel;
                Buffer.BlockCopy(
                    from.Drawn[srcMip][srcElement], source, to.Drawn[dstMip][dstElement], target, srcWidth * texel);
                if (from.Script != null && to.Script != null)
                {
                    Buffer.BlockCopy(
                        from.Script[srcMip][srcElement],
                        source,
                        to.Script[dstMip][dstElement],
                        target,
                        srcWidth * texel);
                }
            }
        }

        private static void Same(string what, int source, int target)
        {
            if (source != target)
            {
                throw new UnityException($"Graphics.CopyTexture: {what} differ: source {source}, target {target}.");
            }
        }

        private static void Inside(string which, int x, int y, int width, int height, int limitX, int limitY)
        {
            if (x < 0 || y < 0 || width < 1 || height < 1 || x + width > limitX || y + height > limitY)
            {
                throw new UnityException(
                    $"Graphics.CopyTexture: the {which} region {x},{y} {width}×{height} is outside {limitX}×{limitY}.");
            }
        }
    }

    /// <summary>One draw call of the frame as it was asked for; properties are merged when it is drawn.</summary>
    internal sealed class Draw
    {
        internal Mesh Mesh;
        internal Material Material;
        internal Dictionary<string, object> Properties;
        internal Matrix4x4[] Matrices;
        internal bool Instanced;
        internal int Layer;
        internal int Order;

        /// <summary>Box in the world.</summary>
        internal Bounds Bounds;
    }

    /// <summary>Collects the draw calls of a frame and what was sent to the graphics processor.</summary>
    internal sealed class Drawing
    {
        private readonly List<Draw> asked = new List<Draw>();

        /// <summary>What the last frame's camera saw, in the order of drawing.</summary>
        internal List<Draw> Seen { get; private set; } = new List<Draw>();

        internal int Culled { get; private set; }

        internal Camera Camera { get; private set; }

        /// <summary>Bytes sent to textures in this frame, and in all frames.</summary>
        internal long Uploaded { get; private set; }

        internal long UploadedInAll { get; private set; }

        internal void Begin()
        {
            Uploaded = 0;
            asked.Clear();
        }

        internal void CountUpload(long bytes)
        {
            Uploaded += bytes;
            UploadedInAll += bytes;
        }

        internal void Add(RenderParams parameters, Mesh mesh, Matrix4x4[] matrices, bool instanced)
        {
            mesh.Use("RenderMesh");
            parameters.material.Use("RenderMesh");
            asked.Add(new Draw
            {
                Mesh = mesh,
                Material = parameters.material,
                Properties = parameters.matProps?.Copy(),
                Matrices = matrices,
                Instanced = instanced,
                Layer = parameters.layer,
                Bounds = parameters.worldBounds.size == Vector3.zero ? Around(mesh, matrices) : parameters.worldBounds,
            });
        }

        /// <summary>Find out what the camera sees; a draw call that the engine could not make is logged.</summary>
        internal void Render()
        {
            Seen = new List<Draw>();
            Culled = 0;
            Camera = Camera.OnScreen;
            if (Camera == null)
            {
                return;
            }

            List<Draw> all = new List<Draw>(asked);
            foreach (MeshRenderer renderer in World.Current.Population.All<MeshRenderer>())
            {
                Draw draw = renderer.Draw();
                if (draw != null)
                {
                    all.Add(draw);
                }
            }

            Matrix4x4 toClip = Camera.projectionMatrix * Camera.worldToCameraMatrix;
            foreach (Draw draw in all)
            {
                bool wanted = (Camera.cullingMask & 1 << draw.Layer) != 0;
                if (wanted && !Sees(toClip, draw.Bounds))
                {
                    wanted = false;
                    Culled++;
                }

                if (wanted)
                {
                    World.Current.Log.Guarded(() => Check(draw));
                }
            }

            // The engine sorts transparent draws from far to near; the hall's are told apart by their queues.
            Seen.Sort((a, b) => Place(a).CompareTo(Place(b)));
            for (int index = 0; index < Seen.Count; index++)
            {
                Seen[index].Order = index;
            }
        }

        /// <summary>The box that the engine works out when none is given.</summary>
        private static Bounds Around(Mesh mesh, Matrix4x4[] matrices)
        {
            Bounds all = mesh.bounds.Moved(matrices[0]);
            foreach (Matrix4x4 matrix in matrices)
            {
                Bounds one = mesh.bounds.Moved(matrix);
                all.Encapsulate(one.min);
                all.Encapsulate(one.max);
            }

            return all;
        }

        private static bool Sees(Matrix4x4 toClip, Bounds box)
        {
            Vector4[] corners = new Vector4[8];
            for (int corner = 0; corner < 8; corner++)
            {
                Vector3 extents = box.extents;
                Vector3 sign = new Vector3((corner & 1) * 2 - 1, (corner & 2) - 1, (corner & 4) / 2 - 1);
                Vector3 point = box.center + Vector3.Scale(extents, sign);
                corners[corner] = toClip * new Vector4(point.x, point.y, point.z, 1);
            }

            for (int side = 0; side < 6; side++)
            {
                bool inside = false;
                foreach (Vector4 corner in corners)
                {
                    float value = side < 2 ? corner.x : side < 4 ? corner.y : corner.z;
                    inside |= side % 2 == 0 ? value >= -corner.w : value <= corner.w;
                }

                if (!inside)
                {
                    return false;
                }
            }

            return true;
        }

        private static long Place(Draw draw)
        {
            return ((long)draw.Material.renderQueue << 32) + draw.Order;
        }

        private void Check(Draw draw)
        {
            draw.Mesh.Use("Drawing");
            draw.Material.Use("Drawing");
            if (draw.Mesh.Triangles.Length == 0)
            {
                return;
            }

            draw.Material.Merged(draw.Properties, draw.Instanced ? draw.Matrices.Length : 0);
            draw.Order = Seen.Count;
            Seen.Add(draw);
        }
    }
}
