using System;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Space;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>
    /// All panels of all networks: instances of one quad, one draw call for every 511 of them. An instance says only
    /// which panel it is; where it stands and what it shows is in a texture, a row for each.
    /// </summary>
    public sealed class PanelRenderer : IDisposable
    {
        /// <summary>As many matrices as fit into the engine's buffer of instances.</summary>
        private const int MostInstances = 511;

        /// <summary>
        /// Half a side of what the panels may cover, metres: the shader places them, so nothing is culled.
        /// </summary>
        private const float Everywhere = 10000;

        private static readonly int Number = Shader.PropertyToID("_Panel");
        private static readonly int Full = Shader.PropertyToID("_Full");
        private static readonly int Coarse = Shader.PropertyToID("_Coarse");
        private static readonly int Pictures = Shader.PropertyToID("_Pictures");
        private static readonly int Tiles = Shader.PropertyToID("_Tiles");
        private static readonly int PanelData = Shader.PropertyToID("_PanelData");
        private static readonly int NormalisationName = Shader.PropertyToID("_Normalisation");
        private static readonly int SharedScale = Shader.PropertyToID("_SharedScale");
        private static readonly int ColormapName = Shader.PropertyToID("_Colormap");
        private static readonly int Outlines = Shader.PropertyToID("_Outlines");
        private static readonly int Backing = Shader.PropertyToID("_Backing");
        private static readonly int FadeDistance = Shader.PropertyToID("_FadeDistance");

        private readonly PanelTable table;
        private readonly PanelOutlines outlines;
        private readonly Mesh quad;
        private readonly Material material;
        private readonly Texture2D data;
        private readonly Matrix4x4[] matrices;
        private readonly RenderParams[] calls;
        private readonly Vector4[] outlineVectors = new Vector4[PanelOutlines.Count];
        private int seenTable = -1;
        private int seenOutlines = -1;

        /// <param name="table">the panels; their number never changes</param>
        /// <param name="outlines">tiles that are marked</param>
        /// <param name="pages">what they show</param>
        public PanelRenderer(PanelTable table, PanelOutlines outlines, TilePages pages)
        {
            this.table = table;
            this.outlines = outlines;
            quad = new Mesh { name = "Panel" };
            MeshBuffers.Fill(quad, Quads.Corners());
            data = new Texture2D(PanelTable.Width, table.Height, TextureFormat.RGBAFloat, false, true)
            {
                name = "Panels",
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
            material = Materials.Create("Panels", DrawOrder.Opaque);
            material.enableInstancing = true;
            material.SetTexture(Full, pages.Full);
            material.SetTexture(Coarse, pages.Coarse);
            material.SetTexture(Tiles, pages.Table);
            material.SetTexture(PanelData, data);
            Rgb backing = Colours.Backing;
            material.SetVector(
                Backing, new Vector4(backing.R / 255f, backing.G / 255f, backing.B / 255f, 1));
            material.SetVector(FadeDistance, new Vector4(Sizes.FadedOut, Sizes.FadeBegins, 0, 0));
            matrices = new Matrix4x4[Math.Min(MostInstances, table.Count)];
            for (int i = 0; i < matrices.Length; i++)
            {
                matrices[i] = UnitySpace.Hall;
            }
            calls = new RenderParams[(table.Count + MostInstances - 1) / MostInstances];
            for (int call = 0; call < calls.Length; call++)
            {
                calls[call] = Call(call * MostInstances);
            }
        }

        /// <summary>How values become colours.</summary>
        /// <param name="normalisation">what is at full brightness</param>
        /// <param name="sharedScale">the absolute value at full brightness, where one is shared</param>
        /// <param name="colormap">which colours</param>
        public void SetView(Normalisation normalisation, float sharedScale, ColormapKind colormap)
        {
            material.SetFloat(NormalisationName, (float)normalisation);
            material.SetFloat(SharedScale, sharedScale);
            material.SetFloat(ColormapName, (float)colormap);
        }

        /// <summary>Where generated pictures are; again whenever it is another texture.</summary>
        public void SetPictures(Texture2DArray pictures)
        {
            material.SetTexture(Pictures, pictures);
        }

        /// <summary>Once per frame, after the table's and the outlines' updates.</summary>
        public void Draw()
        {
            if (seenTable != table.Version)
            {
                seenTable = table.Version;
                data.SetPixelData(table.Data, 0, 0);
                data.Apply(false, false);
            }
            if (seenOutlines != outlines.Version)
            {
                seenOutlines = outlines.Version;
                WriteOutlines();
            }
            for (int call = 0; call < calls.Length; call++)
            {
                int count = Math.Min(MostInstances, table.Count - call * MostInstances);
                Graphics.RenderMeshInstanced(calls[call], quad, 0, matrices, count, 0);
            }
        }

        public void Dispose()
        {
            EngineObjects.Destroy(quad);
            EngineObjects.Destroy(material);
            EngineObjects.Destroy(data);
        }

        private RenderParams Call(int first)
        {
            float[] numbers = new float[Math.Min(MostInstances, table.Count - first)];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = first + i;
            }
            MaterialPropertyBlock block = new MaterialPropertyBlock();
            block.SetFloatArray(Number, numbers);
            return new RenderParams(material)
            {
                matProps = block,
                worldBounds = new Bounds(Vector3.zero, Vector3.one * (2 * Everywhere)),
            };
        }

        private void WriteOutlines()
        {
            float[] from = outlines.Data;
            for (int i = 0; i < outlineVectors.Length; i++)
            {
                outlineVectors[i] = new Vector4(from[4 * i], from[4 * i + 1], from[4 * i + 2], from[4 * i + 3]);
            }
            material.SetVectorArray(Outlines, outlineVectors);
        }
    }
}
