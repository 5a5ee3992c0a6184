using System.IO;
using System.Runtime.CompilerServices;
using DeepVision.Api;
using Newtonsoft.Json.Linq;

namespace DeepVision.Tests.Space
{
    /// <summary>The files in tests/golden, which Python, TypeScript and C# read alike.</summary>
    public static class Golden
    {
        public static string Path(string name)
        {
            return System.IO.Path.Combine(Folder(), name);
        }

        public static byte[] Bytes(string name)
        {
            return File.ReadAllBytes(Path(name));
        }

        public static JObject Json(string name)
        {
            return JsonText.ReadObject(File.ReadAllText(Path(name)), name);
        }

        /// <summary>From this source file upwards: the working folder of a test is Unity's own or NUnit's.</summary>
        private static string Folder([CallerFilePath] string source = "")
        {
            DirectoryInfo folder = Directory.GetParent(System.IO.Path.GetFullPath(source));
            while (folder != null)
            {
                string golden = System.IO.Path.Combine(folder.FullName, "tests", "golden");
                if (Directory.Exists(golden))
                {
                    return golden;
                }
                folder = folder.Parent;
            }
            throw new DirectoryNotFoundException($"no tests/golden above {source}: run the tests in the repository");
        }
    }
}
