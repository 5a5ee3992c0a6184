using System.Threading;
using System.Threading.Tasks;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// The picture on the input canvases: fetched, decoded and squeezed into a square off the main thread.
    /// </summary>
    internal sealed class InputPicture
    {
        /// <summary>
        /// Side of the texture in pixels: with its mips below 1 MiB, so that it is uploaded in one frame.
        /// </summary>
        public const int Side = 384;
        private readonly WalkSession session;
        private readonly HallScene scene;
        private string wanted;

        public InputPicture(WalkSession session, HallScene scene)
        {
            this.session = session;
            this.scene = scene;
            Texture = new PaintedTexture(Side, Side);
            Texture.Pixels.Fill(Colours.Backing);
        }

        public PaintedTexture Texture { get; }

        /// <summary>Shows the picture that is in the networks now.</summary>
        public void Follow()
        {
            string image = session.Image;
            if (image == null || image == wanted)
            {
                return;
            }

            wanted = image;
            session.Ask(() => Fetch(image)).WhenEnded(request =>
            {
                if (request.HasValue && wanted == image)
                {
                    scene.SetPicture(request.Value.Size, new MapSize(Side, Side));
                    Texture.Set(request.Value.Squeezed);
                }
                else if (wanted == image)
                {
                    wanted = null; // the next change, or the server's return, asks again
                }
            });
        }

        private async Task<SqueezedPicture> Fetch(string image)
        {
            byte[] file = await session.Api.Picture(image, Side, CancellationToken.None);
            return await Task.Run(() =>
            {
                PixelBuffer picture = Png.Read(file);
                return new SqueezedPicture(
                    new MapSize(picture.Height, picture.Width), picture.Resized(Side, Side));
            });
        }
    }
}
