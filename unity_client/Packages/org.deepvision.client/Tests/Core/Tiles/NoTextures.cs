using DeepVision.Tiles;

namespace DeepVision.Tests.Tiles
{
    /// <summary>Textures that keep nothing.</summary>
    internal sealed class NoTextures : ITileTarget
    {
        public void Upload(Piece piece)
        {
        }

        public void UploadTiles(float[] tiles, int firstTile, int count)
        {
        }
    }
}
