using System;
using System.IO;
using UnityEngine;

namespace DeepVision.Host
{
    /// <summary>The machine as the command line describes it.</summary>
    internal static class Options
    {
        /// <summary>
        /// --host-project=FOLDER (of the Unity project), --host-data=FOLDER (where the client keeps its files),
        /// --host-width=N, --host-height=N, --host-headset.
        /// </summary>
        internal static Machine Read(string[] arguments)
        {
            string project = Value(arguments, "project") ?? throw new ArgumentException("--host-project is missing.");
            return new Machine
            {
                ResourceRoots = new[] { Path.Combine(project, "Packages"), Path.Combine(project, "Assets") },
                StreamingAssets = Path.Combine(project, "Assets", "StreamingAssets"),
                PersistentData = Value(arguments, "data") ?? throw new ArgumentException("--host-data is missing."),
                Width = int.Parse(Value(arguments, "width") ?? "1280"),
                Height = int.Parse(Value(arguments, "height") ?? "720"),
                Headset = Array.IndexOf(arguments, "--host-headset") >= 0,
            };
        }

        private static string Value(string[] arguments, string name)
        {
            string start = $"--host-{name}=";
            string found = Array.Find(arguments, argument => argument.StartsWith(start, StringComparison.Ordinal));
            return found?.Substring(start.Length);
        }
    }
}
