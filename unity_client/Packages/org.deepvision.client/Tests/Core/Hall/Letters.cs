using System.IO;
using DeepVision.Painting;
using DeepVision.Tests.Space;

namespace DeepVision.Tests.Hall
{
    /// <summary>The letters that the client ships.</summary>
    internal static class Letters
    {
        private const string Resources =
            "../../unity_client/Packages/org.deepvision.client/Runtime/Resources/DeepVision/glyphs.bytes";

        public static GlyphAtlas Read()
        {
            using (Stream file = File.OpenRead(Golden.Path(Resources)))
            {
                return GlyphAtlas.Read(file);
            }
        }
    }
}
