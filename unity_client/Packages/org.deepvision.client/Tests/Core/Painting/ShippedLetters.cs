using System.IO;
using DeepVision.Painting;
using DeepVision.Tests.Space;

namespace DeepVision.Tests.Painting
{
    /// <summary>The letters that the client ships.</summary>
    public static class ShippedLetters
    {
        private const string Name =
            "../../unity_client/Packages/org.deepvision.client/Runtime/Resources/DeepVision/glyphs.bytes";

        public static string File => Golden.Path(Name);

        public static GlyphAtlas Read()
        {
            using (Stream stream = System.IO.File.OpenRead(File))
            {
                return GlyphAtlas.Read(stream);
            }
        }
    }
}
