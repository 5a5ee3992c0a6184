namespace DeepVision.Hall
{
    /// <summary>A picture that hangs somewhere: on an input canvas or on the shelf.</summary>
    public readonly struct Hanging
    {
        /// <summary>The slot of an input canvas.</summary>
        public const int Canvas = -1;

        public readonly Board Board;

        /// <summary>In metres.</summary>
        public readonly float Width;
        public readonly float Height;

        /// <summary>Canvas: the input picture; otherwise the number of a thumbnail of the shelf.</summary>
        public readonly int Slot;

        public Hanging(Board board, float width, float height, int slot)
        {
            Board = board;
            Width = width;
            Height = height;
            Slot = slot;
        }
    }
}
