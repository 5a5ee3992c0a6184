namespace DeepVision.Tiles
{
    /// <summary>A rectangle of one page of one of the two texture arrays. Lengths in texels of its level.</summary>
    public sealed class Piece
    {
        /// <summary>
        /// At most so many bytes, so that what is uploaded in a frame comes close to the limit without passing it.
        /// </summary>
        public const int LargestBytes = 1 << 18;

        /// <summary>At most so many rows: the height of the client's staging textures.</summary>
        public const int LargestHeight = 256;

        /// <param name="full">the array of level 0; else that of levels 1 to 3</param>
        /// <param name="level">mip level of the array</param>
        public Piece(bool full, int level, int page, int x, int y, int width, int height)
        {
            Full = full;
            Level = level;
            Page = page;
            X = x;
            Y = y;
            Width = width;
            Height = height;
            Data = new byte[width * height * (full ? 1 : 2)];
        }

        /// <summary>
        /// For the array of level 0, signed bytes; else for that of levels 1 to 3, two bytes per texel.
        /// </summary>
        public bool Full { get; }

        /// <summary>Mip level of the array: 0, or 0 to 2 in the coarse one, which begins at level 1.</summary>
        public int Level { get; }

        public int Page { get; }

        public int X { get; }

        /// <summary>From the top of the page.</summary>
        public int Y { get; }

        public int Width { get; }

        public int Height { get; }

        /// <summary>Rows from the top; one byte per texel, or two: positive, negative part.</summary>
        public byte[] Data { get; }
    }
}
