namespace DeepVision.Tiles
{
    /// <summary>The textures that a store fills. Called within <see cref="TileStore.Update"/> only.</summary>
    public interface ITileTarget
    {
        /// <summary>Copies a rectangle into a page. The piece may be kept no longer than the call.</summary>
        void Upload(Piece piece);

        /// <summary>
        /// Copies the figures of tiles [firstTile, firstTile + count). Eight numbers per tile, that is two RGBA texels:
        /// scale, mean of the positive part, mean of the negative part, channel shown in this cell; picture slot or -1,
        /// its share, 0, 0.
        /// </summary>
        /// <param name="tiles">the figures of all tiles of the store</param>
        void UploadTiles(float[] tiles, int firstTile, int count);
    }
}
