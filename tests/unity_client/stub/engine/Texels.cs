using System;

namespace UnityEngine
{
    /// <summary>The texels of a texture: a buffer per mip and slice, in two copies.</summary>
    internal sealed class Texels
    {
        internal readonly int Width;
        internal readonly int Height;
        internal readonly int Depth;
        internal readonly int Mips;
        internal readonly bool Linear;
        internal readonly TextureFormat Format;

        /// <summary>[mip][slice]: what is drawn.</summary>
        internal readonly byte[][][] Drawn;

        /// <summary>[mip][slice]: what scripts write; null when it is not readable.</summary>
        internal byte[][][] Script;

        internal Texels(int width, int height, int depth, TextureFormat format, int mips, bool linear)
        {
            int full = 1 + (int)Math.Floor(Math.Log(Math.Max(width, height), 2));
            if (width < 1 || height < 1 || depth < 1 || width > 16384 || height > 16384 || depth > 2048)
            {
                throw new UnityException($"Failed to create a texture of {width}×{height}×{depth}.");
            }

            if (mips < -1 || mips == 0 || mips > full)
            {
                throw new UnityException($"A texture of {width}×{height} cannot have {mips} mips (1…{full}, -1 all).");
            }

            Width = width;
            Height = height;
            Depth = depth;
            Format = format;
            Linear = linear;
            Mips = mips == -1 ? full : mips;
            Drawn = Empty();
            Script = Empty();
        }

        internal int TexelBytes
        {
            get
            {
                switch (Format)
                {
                    case TextureFormat.R8: return 1;
                    case TextureFormat.RG16: return 2;
                    case TextureFormat.RGBA32: return 4;
                    case TextureFormat.RGBAFloat: return 16;
                    default: throw new NotSupportedException($"The stub has no textures of format {Format}.");
                }
            }
        }

        /// <summary>Bytes of one copy.</summary>
        internal long Size
        {
            get
            {
                long size = 0;
                for (int mip = 0; mip < Mips; mip++)
                {
                    size += (long)MipBytes(mip) * Depth;
                }

                return size;
            }
        }

        internal long Bytes => Script == null ? Size : Size * 2;

        internal int MipWidth(int mip)
        {
            return Math.Max(1, Width >> mip);
        }

        internal int MipHeight(int mip)
        {
            return Math.Max(1, Height >> mip);
        }

        internal void CheckPlace(int mip, int slice)
        {
            if (mip < 0 || mip >= Mips || slice < 0 || slice >= Depth)
            {
                throw new UnityException($"There is no mip {mip} of slice {slice} (mips {Mips}, slices {Depth}).");
            }
        }

        internal void Write(Array data, int itemBytes, int mip, int slice, int start)
        {
            CheckPlace(mip, slice);
            int needed = MipBytes(mip);
            if (start < 0 || (long)(data.Length - start) * itemBytes < needed)
            {
                throw new UnityException(
                    $"SetPixelData: mip {mip} takes {needed} bytes, {(data.Length - start) * itemBytes} were given.");
            }

            if (!data.GetType().GetElementType().IsPrimitive)
            {
                throw new NotSupportedException("The stub's SetPixelData takes arrays of numbers.");
            }

            Buffer.BlockCopy(data, start * itemBytes, Script[mip][slice], 0, needed);
        }

        /// <summary>Each level as the mean of 2×2 texels of the one before.</summary>
        internal void MakeMips()
        {
            if (Mips > 1 && Format == TextureFormat.RGBAFloat)
            {
                throw new NotSupportedException("The stub makes mips of textures of bytes only.");
            }

            for (int mip = 1; mip < Mips; mip++)
            {
                for (int slice = 0; slice < Depth; slice++)
                {
                    Halve(mip, Script[mip - 1][slice], Script[mip][slice]);
                }
            }
        }

        internal void Send(bool last)
        {
            for (int mip = 0; mip < Mips; mip++)
            {
                for (int slice = 0; slice < Depth; slice++)
                {
                    Buffer.BlockCopy(Script[mip][slice], 0, Drawn[mip][slice], 0, MipBytes(mip));
                }
            }

            if (last)
            {
                Script = null;
            }
        }

        private void Halve(int mip, byte[] from, byte[] to)
        {
            int width = MipWidth(mip - 1);
            int height = MipHeight(mip - 1);
            int channels = TexelBytes;
            for (int y = 0; y < MipHeight(mip); y++)
            {
                for (int x = 0; x < MipWidth(mip) * channels; x++)
                {
                    int left = x / channels * 2 * channels + x % channels;
                    int right = Math.Min(left + channels, (width - 1) * channels + x % channels);
                    int upper = y * 2 * width * channels;
                    int lower = Math.Min(y * 2 + 1, height - 1) * width * channels;
                    int sum = from[upper + left] + from[upper + right] + from[lower + left] + from[lower + right];
                    to[y * MipWidth(mip) * channels + x] = (byte)((sum + 2) / 4);
                }
            }
        }

        private int MipBytes(int mip)
        {
            return MipWidth(mip) * MipHeight(mip) * TexelBytes;
        }

        private byte[][][] Empty()
        {
            byte[][][] mips = new byte[Mips][][];
            for (int mip = 0; mip < Mips; mip++)
            {
                mips[mip] = new byte[Depth][];
                for (int slice = 0; slice < Depth; slice++)
                {
                    mips[mip][slice] = new byte[MipBytes(mip)];
                }
            }

            return mips;
        }
    }
}
