namespace DeepVision.Tiles
{
    /// <summary>
    /// What an upload queue drives: per group its pieces, the figures of its tiles, then its completion.
    /// </summary>
    internal interface IQueueTarget<TOwner>
    {
        void Upload(Piece piece);

        /// <summary>Tiles [first, first + count) of the group's layer.</summary>
        void UploadTiles(TileGroup group, int first, int count);

        /// <summary>All of the group has been uploaded.</summary>
        void Complete(TileGroup group, TOwner owner);
    }
}
