using System;
using DeepVision.Tiles;
using UnityEngine;
using UnityEngine.Rendering;

namespace DeepVision.Client
{
    /// <summary>
    /// The textures of all feature maps: pages of level 0, pages of levels 1 to 3, and a table with two texels for
    /// every tile. Levels, formats and places are those of the tile store, which also sees to it that a frame gets no
    /// more than a mebibyte; <see cref="Flush"/> follows its update.
    /// </summary>
    public sealed class TilePages : ITileTarget, IDisposable
    {
        private const int PageSize = 1024;
        private const int CoarseLevels = 3;
        private const int StagingRows = 256;

        /// <summary>Texels in a row of the table, as in the shader.</summary>
        private const int TableWidth = 1024;
        private const int TableStagingRows = 16;
        private const int TexelsPerTile = 2;
        private const int NumbersPerTexel = 4;

        private readonly Staging<byte> fullStaging;
        private readonly Staging<byte> coarseStaging;
        private readonly Staging<float> tableStaging;

        /// <param name="pages">of the store, 0 or more</param>
        /// <param name="tiles">of the store, 0 or more</param>
        /// <exception cref="NotSupportedException">the graphics card holds fewer pages, or cannot copy</exception>
        public TilePages(int pages, int tiles)
        {
            CheckCard(pages);
            int slices = Math.Max(1, pages);
            Full = Array(PageSize, slices, TextureFormat.R8, 1, FilterMode.Point, "Full");
            Coarse = Array(PageSize / 2, slices, TextureFormat.RG16, CoarseLevels, FilterMode.Trilinear, "Coarse");
            Table = new Texture2D(TableWidth, Rows(tiles), TextureFormat.RGBAFloat, false, true)
            {
                name = "Tiles",
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
            Table.Apply(false, true);
            fullStaging = new Staging<byte>(Full, PageSize, StagingRows, TextureFormat.R8, 1);
            coarseStaging = new Staging<byte>(Coarse, PageSize / 2, StagingRows, TextureFormat.RG16, 2);
            tableStaging = new Staging<float>(
                Table, TableWidth, TableStagingRows, TextureFormat.RGBAFloat, NumbersPerTexel);
        }

        /// <summary>R8: level 0, signed.</summary>
        public Texture2DArray Full { get; }

        /// <summary>RG16: levels 1 to 3, positive and negative part.</summary>
        public Texture2DArray Coarse { get; }

        /// <summary>Float: two texels for each tile, 1024 in a row.</summary>
        public Texture2D Table { get; }

        public void Upload(Piece piece)
        {
            TexturePlace place = new TexturePlace(piece.Page, piece.Level, piece.X, piece.Y);
            Staging<byte> staging = piece.Full ? fullStaging : coarseStaging;
            staging.Add(piece.Data, 0, piece.Width, piece.Height, place);
        }

        public void UploadTiles(float[] tiles, int firstTile, int count)
        {
            int texel = firstTile * TexelsPerTile;
            int end = texel + count * TexelsPerTile;
            while (texel < end)
            {
                int x = texel % TableWidth;
                int rows = x == 0 ? Math.Max(1, (end - texel) / TableWidth) : 1;
                int width = Math.Min(TableWidth - x, end - texel);
                TexturePlace place = new TexturePlace(0, 0, x, texel / TableWidth);
                tableStaging.Add(tiles, texel * NumbersPerTexel, width, rows, place);
                texel += width * rows;
            }
        }

        /// <summary>Sends what was uploaded since the last call. Once per frame, after the store's update.</summary>
        public void Flush()
        {
            fullStaging.Flush();
            coarseStaging.Flush();
            tableStaging.Flush();
        }

        public void Dispose()
        {
            fullStaging.Dispose();
            coarseStaging.Dispose();
            tableStaging.Dispose();
            EngineObjects.Destroy(Full);
            EngineObjects.Destroy(Coarse);
            EngineObjects.Destroy(Table);
        }

        private static int Rows(int tiles)
        {
            return Math.Max(1, (tiles * TexelsPerTile + TableWidth - 1) / TableWidth);
        }

        /// <summary>Not readable by the processor: it would keep a second copy of every page.</summary>
        private static Texture2DArray Array(
            int size, int slices, TextureFormat format, int levels, FilterMode filter, string name)
        {
            Texture2DArray made = new Texture2DArray(size, size, slices, format, levels, true, true)
            {
                name = name,
                filterMode = filter,
                wrapMode = TextureWrapMode.Clamp,
            };
            made.Apply(false, true);
            return made;
        }

        private static void CheckCard(int pages)
        {
            if (pages > SystemInfo.maxTextureArraySlices)
            {
                throw new NotSupportedException(
                    $"These networks need {pages} texture pages, this graphics card holds " +
                    $"{SystemInfo.maxTextureArraySlices}: show fewer networks, or fold some of their sections.");
            }
            const CopyTextureSupport Needed = CopyTextureSupport.Basic | CopyTextureSupport.DifferentTypes;
            if ((SystemInfo.copyTextureSupport & Needed) != Needed)
            {
                throw new NotSupportedException(
                    "Expected a graphics card that copies from one texture into another, but " +
                    $"{SystemInfo.graphicsDeviceName} under {SystemInfo.graphicsDeviceType} does not. Start with " +
                    "-force-vulkan or -force-d3d11, or update its driver.");
            }
        }
    }
}
