using System;
using System.Collections.Generic;
using UnityEditor.Build.Reporting;
using UnityEngine;
using UnityEngine.Rendering;

namespace UnityEditor
{
    public enum BuildTarget
    {
        Android = 13,
        StandaloneWindows64 = 19,
        StandaloneLinux64 = 24,
    }

    public enum BuildTargetGroup
    {
        Unknown = 0,
        Standalone = 1,
        Android = 7,
    }

    [Flags]
    public enum BuildOptions
    {
        None = 0,
        Development = 1,
        StrictMode = 1 << 21,
    }

    public struct BuildPlayerOptions
    {
        public string[] scenes { get; set; }
        public string locationPathName { get; set; }
        public BuildTarget target { get; set; }
        public BuildTargetGroup targetGroup { get; set; }
        public BuildOptions options { get; set; }
    }

    public class BuildPipeline
    {
        public static BuildReport BuildPlayer(BuildPlayerOptions buildPlayerOptions) { throw CompileOnly.Error; }

        public static BuildTargetGroup GetBuildTargetGroup(BuildTarget platform) { throw CompileOnly.Error; }
    }
}

namespace UnityEditor.Build
{
    public class BuildFailedException : Exception
    {
        public BuildFailedException(string message)
            : base(message)
        {
        }
    }

    public readonly struct NamedBuildTarget
    {
        public static readonly NamedBuildTarget Standalone;
        public static readonly NamedBuildTarget Android;
    }

    public interface IOrderedCallback
    {
        int callbackOrder { get; }
    }

    public interface IPreprocessShaders : IOrderedCallback
    {
        void OnProcessShader(
            Shader shader, Rendering.ShaderSnippetData snippet, IList<Rendering.ShaderCompilerData> data);
    }

    public interface IPostprocessBuildWithReport : IOrderedCallback
    {
        void OnPostprocessBuild(BuildReport report);
    }
}

namespace UnityEditor.Build.Reporting
{
    public enum BuildResult
    {
        Unknown = 0,
        Succeeded = 1,
        Failed = 2,
        Cancelled = 3,
    }

    public struct BuildSummary
    {
        public BuildTarget platform { get; }
        public BuildResult result { get; }
        public int totalErrors { get; }
        public ulong totalSize { get; }
        public TimeSpan totalTime => throw CompileOnly.Error;
    }

    public sealed class BuildReport : UnityEngine.Object
    {
        private BuildReport()
        {
        }

        public BuildSummary summary => throw CompileOnly.Error;
    }
}

namespace UnityEditor.Rendering
{
    public struct ShaderSnippetData
    {
    }

    public struct ShaderCompilerData
    {
        public ShaderKeywordSet shaderKeywordSet;
    }
}
