using System;
using System.Linq;
using System.Runtime.InteropServices;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public enum TextureFormat
    {
        RGB24 = 3,
        RGBA32 = 4,
        RGBAFloat = 20,
        RG16 = 62,
        R8 = 63,
    }

    public enum FilterMode
    {
        Point = 0,
        Bilinear = 1,
        Trilinear = 2,
    }

    public enum TextureWrapMode
    {
        Repeat = 0,
        Clamp = 1,
        Mirror = 2,
        MirrorOnce = 3,
    }

    /// <summary>
    /// Texels, in what the graphics processor holds and, while it is readable, in the copy that scripts write. A change
    /// by a script is seen only after Apply, which sends everything.
    /// </summary>
    public class Texture : Object
    {
        internal readonly Texels Texels;
        private FilterMode filter = FilterMode.Bilinear;
        private TextureWrapMode wrap = TextureWrapMode.Repeat;
        private int anisotropy = 1;

        internal Texture(Texels texels)
        {
            Texels = texels;
        }

        public int width => Read(Texels.Width);
        public int height => Read(Texels.Height);
        public int mipmapCount => Read(Texels.Mips);
        public bool isReadable => Read(Texels.Script != null);
        public TextureDimension dimension =>
            Read(this is Texture2DArray ? TextureDimension.Tex2DArray : TextureDimension.Tex2D);

        public FilterMode filterMode
        {
            get
            {
                return Read(filter);
            }

            set
            {
                Use();
                filter = value;
            }
        }

        public TextureWrapMode wrapMode
        {
            get
            {
                return Read(wrap);
            }

            set
            {
                Use();
                wrap = value;
            }
        }

        public int anisoLevel
        {
            get
            {
                return Read(anisotropy);
            }

            set
            {
                Use();
                anisotropy = value;
            }
        }

        public float mipMapBias { get; set; }

        internal override long Bytes => Texels.Bytes;

        internal T Read<T>(T value)
        {
            Use("A property of the texture");
            return value;
        }

        private protected void Write<T>(T[] data, int mip, int slice, int start)
        {
            Use("SetPixelData");
            if (data == null || data.Length == 0)
            {
                throw new UnityException("No texture data provided to SetPixelData.");
            }

            if (Texels.Script == null)
            {
                throw new UnityException($"Texture '{name}' is not readable, the texture memory can not be accessed.");
            }

            int size = Marshal.SizeOf(typeof(T));
            Texels.Write(data, size, mip, slice, start);
        }

        /// <summary>Mips are made from level 0 when asked for.</summary>
        private protected void Send(bool updateMipmaps, bool makeNoLongerReadable)
        {
            Use("Apply");
            if (Texels.Script == null)
            {
                throw new UnityException($"Texture '{name}' is not readable, Apply can not be called.");
            }

            if (updateMipmaps)
            {
                Texels.MakeMips();
            }

            Texels.Send(makeNoLongerReadable);
            World.Current.Drawing.CountUpload(Texels.Size);
        }
    }

    public sealed class Texture2D : Texture
    {
        public Texture2D(int width, int height)
            : this(width, height, TextureFormat.RGBA32, true, false)
        {
        }

        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain)
            : this(width, height, textureFormat, mipChain, false)
        {
        }

        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain, bool linear)
            : this(width, height, textureFormat, mipChain ? -1 : 1, linear)
        {
        }

        public Texture2D(int width, int height, TextureFormat textureFormat, int mipCount, bool linear)
            : base(new Texels(width, height, 1, textureFormat, mipCount, linear))
        {
        }

        public static Texture2D whiteTexture
        {
            get
            {
                World.Guard();
                return World.Current.Single("white texture", White);
            }
        }

        public TextureFormat format => Read(Texels.Format);

        public void SetPixelData<T>(T[] data, int mipLevel, int sourceDataStartIndex = 0)
        {
            Write(data, mipLevel, 0, sourceDataStartIndex);
        }

        public void Apply() { Apply(true, false); }

        public void Apply(bool updateMipmaps) { Apply(updateMipmaps, false); }

        public void Apply(bool updateMipmaps, bool makeNoLongerReadable)
        {
            Send(updateMipmaps, makeNoLongerReadable);
        }

        /// <summary>Takes a picture from the active render texture into the copy that scripts read.</summary>
        public void ReadPixels(Rect source, int destX, int destY)
        {
            Use();
            Texels from = RenderTexture.active.Texels;
            if (source.x != 0 || source.y != 0 || destX != 0 || destY != 0 || source.width != from.Width
                || source.height != from.Height || width != from.Width || height != from.Height)
            {
                throw new NotSupportedException("The stub reads whole render textures into textures of their size.");
            }

            Write(from.Drawn[0][0], 0, 0, 0);
        }

        /// <summary>A copy of all mips that scripts can read.</summary>
        public byte[] GetRawTextureData()
        {
            Use();
            if (Texels.Script == null)
            {
                throw new UnityException($"Texture '{name}' is not readable.");
            }

            return Texels.Script.SelectMany(mip => mip[0]).ToArray();
        }

        private static Texture2D White()
        {
            Texture2D made = new Texture2D(1, 1, TextureFormat.RGBA32, 1, true);
            made.SetPixelData(new byte[] { 255, 255, 255, 255 }, 0);
            made.Apply(false, true);
            return made;
        }
    }

    public sealed class Texture2DArray : Texture
    {
        public Texture2DArray(int width, int height, int depth, TextureFormat textureFormat, bool mipChain)
            : this(width, height, depth, textureFormat, mipChain, false)
        {
        }

        public Texture2DArray(
            int width, int height, int depth, TextureFormat textureFormat, bool mipChain, bool linear)
            : this(width, height, depth, textureFormat, mipChain ? -1 : 1, linear)
        {
        }

        public Texture2DArray(int width, int height, int depth, TextureFormat textureFormat, int mipCount, bool linear)
            : base(new Texels(width, height, depth, textureFormat, mipCount, linear))
        {
        }

        public Texture2DArray(
            int width,
            int height,
            int depth,
            TextureFormat textureFormat,
            int mipCount,
            bool linear,
            bool createUninitialized)
            : this(width, height, depth, textureFormat, mipCount, linear)
        {
        }

        public int depth => Read(Texels.Depth);
        public TextureFormat format => Read(Texels.Format);

        public void SetPixelData<T>(T[] data, int mipLevel, int element, int sourceDataStartIndex = 0)
        {
            Write(data, mipLevel, element, sourceDataStartIndex);
        }

        public void Apply() { Apply(true, false); }

        public void Apply(bool updateMipmaps) { Apply(updateMipmaps, false); }

        /// <summary>As in the engine all slices are sent, whatever was written.</summary>
        public void Apply(bool updateMipmaps, bool makeNoLongerReadable)
        {
            Send(updateMipmaps, makeNoLongerReadable);
        }
    }

    public enum RenderTextureFormat
    {
        ARGB32 = 0,
    }

    public enum RenderTextureReadWrite
    {
        Default = 0,
        Linear = 1,
        sRGB = 2,
    }

    /// <summary>What a camera draws into; here its background only, as nothing is drawn.</summary>
    public class RenderTexture : Texture
    {
        public RenderTexture(
            int width, int height, int depth, RenderTextureFormat format, RenderTextureReadWrite readWrite)
            : base(new Texels(width, height, 1, TextureFormat.RGBA32, 1, readWrite == RenderTextureReadWrite.Linear))
        {
            Texels.Script = null;
        }

        public static RenderTexture active { get; set; }

        public int antiAliasing { get; set; } = 1;

        public void Release()
        {
            Use();
        }
    }
}
