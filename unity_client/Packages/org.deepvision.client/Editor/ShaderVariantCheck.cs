using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEditor.Build;
using UnityEditor.Build.Reporting;
using UnityEditor.Rendering;
using UnityEngine;
using UnityEngine.Rendering;

namespace DeepVision.Editor
{
    /// <summary>
    /// Counts the variants of the panels' shader that reach a player, since a missing one shows only in a headset: no
    /// instanced variant means no panels, no stereo variant means one eye. Unchanged shaders are not compiled again,
    /// and then there is nothing to count.
    /// </summary>
    internal sealed class ShaderVariantCheck : IPreprocessShaders, IPostprocessBuildWithReport
    {
        private const string Panels = "DeepVision/Panels";

        private readonly ShaderKeyword instanced = new ShaderKeyword("INSTANCING_ON");
        private readonly ShaderKeyword stereoInstanced = new ShaderKeyword("STEREO_INSTANCING_ON");
        private readonly ShaderKeyword multiview = new ShaderKeyword("STEREO_MULTIVIEW_ON");
        private int all;
        private int withInstances;
        private int stereo;

        /// <summary>After every other: what is still there is built.</summary>
        public int callbackOrder => int.MaxValue;

        public void OnProcessShader(Shader shader, ShaderSnippetData snippet, IList<ShaderCompilerData> data)
        {
            if (shader.name != Panels)
            {
                return;
            }
            all += data.Count;
            withInstances += data.Count(variant => variant.shaderKeywordSet.IsEnabled(instanced));
            stereo += data.Count(variant => variant.shaderKeywordSet.IsEnabled(stereoInstanced)
                || variant.shaderKeywordSet.IsEnabled(multiview));
        }

        public void OnPostprocessBuild(BuildReport report)
        {
            if (all == 0)
            {
                return;
            }
            Debug.Log($"{Panels}: {all} variants, {withInstances} instanced, {stereo} stereo");
            if (withInstances == 0)
            {
                throw new BuildFailedException(
                    $"Expected instanced variants of {Panels} in the player, found none: run ProjectBuild.Configure.");
            }
            bool headset = report.summary.platform != BuildTarget.StandaloneLinux64;
            if (headset && stereo == 0)
            {
                throw new BuildFailedException(
                    $"Expected stereo variants of {Panels} in the player, found none: OpenXR is not active for " +
                    $"{report.summary.platform}. Run ProjectBuild.Configure in a process of its own, then build.");
            }
        }
    }
}
