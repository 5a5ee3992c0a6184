using System.IO;
using UnityEditor;
using UnityEditor.Build;
using UnityEditor.Build.Reporting;
using UnityEngine;

namespace DeepVision.Editor
{
    /// <summary>Builds one player into the folder Builds.</summary>
    internal static class PlayerBuild
    {
        private const string Folder = "Builds";

        /// <summary>
        /// Builds, and throws BuildFailedException where there is no player afterwards. The editor should have been
        /// started for <paramref name="target"/> (-buildTarget): else it first imports everything anew.
        /// </summary>
        public static void Run(BuildTarget target, string file)
        {
            if (!File.Exists(SceneConfiguration.Path))
            {
                throw new BuildFailedException(
                    $"Expected the scene {SceneConfiguration.Path}, found none: run ProjectBuild.Configure first, " +
                    "in a process of its own.");
            }
            string path = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            BuildReport report = BuildPipeline.BuildPlayer(new BuildPlayerOptions
            {
                scenes = new[] { SceneConfiguration.Path },
                locationPathName = path,
                target = target,
                targetGroup = BuildPipeline.GetBuildTargetGroup(target),
                options = BuildOptions.StrictMode,
            });
            BuildSummary summary = report.summary;
            if (summary.result != BuildResult.Succeeded)
            {
                throw new BuildFailedException(
                    $"Expected a player for {target}, got {summary.result} with {summary.totalErrors} errors: they " +
                    "stand above this line in the editor's log.");
            }
            Debug.Log($"{path}: {summary.totalSize / 1e6:0.0} MB in {summary.totalTime.TotalMinutes:0.0} minutes");
        }
    }
}
