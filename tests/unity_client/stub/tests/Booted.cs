using System.IO;
using System.Runtime.CompilerServices;

namespace UnityEngine.Tests
{
    /// <summary>The one player of the test process, on NUnit's thread.</summary>
    internal static class Booted
    {
        private static readonly World Started = World.Start(new Machine
        {
            ResourceRoots = new[] { Packages() },
        });

        internal static World World => Started;

        /// <summary>From this source file upwards: the working folder is NUnit's.</summary>
        private static string Packages([CallerFilePath] string source = "")
        {
            string tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source), "..", "..", "..", ".."));
            return Path.Combine(tests, "unity_client", "Packages");
        }
    }
}
