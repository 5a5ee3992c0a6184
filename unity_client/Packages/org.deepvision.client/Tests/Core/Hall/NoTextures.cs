using DeepVision.Tiles;

namespace DeepVision.Tests.Hall
{
    /// <summary>A graphics card that keeps nothing.</summary>
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
