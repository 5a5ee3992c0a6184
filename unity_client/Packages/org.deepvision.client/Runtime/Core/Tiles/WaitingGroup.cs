namespace DeepVision.Tiles
{
    /// <summary>A group in the queue, and how much of it has been uploaded.</summary>
    internal sealed class WaitingGroup<TOwner>
        where TOwner : class
    {
        public WaitingGroup(TOwner owner, TileGroup group)
        {
            Owner = owner;
            Group = group;
        }

        public TOwner Owner { get; }

        public TileGroup Group { get; }

        public int PiecesDone { get; set; }

        public int TilesDone { get; set; }

        public bool IsBegun => PiecesDone > 0 || TilesDone > 0;

        public int Bytes => Group.PieceBytes + UploadQueue<TOwner>.TileBytes * Group.Tiles;
    }
}
