using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering.Universal;
using UnityEngine.XR;

namespace DeepVision.Client
{
    /// <summary>How finely the picture is drawn.</summary>
    public sealed class Quality
    {
        private const int SamplesPerPixel = 4;

        /// <summary>0 sharp to the edge … 1; more than this smears small tiles. Only where the feature is on.</summary>
        private const float Foveation = 0.3f;

        private readonly List<XRDisplaySubsystem> displays = new List<XRDisplaySubsystem>();
        private readonly UniversalRenderPipelineAsset pipeline;
        private readonly float scale;
        private readonly int samples;

        /// <exception cref="InvalidOperationException">the project has no render pipeline</exception>
        public Quality()
        {
            pipeline = UniversalRenderPipeline.asset;
            if (pipeline == null)
            {
                throw new InvalidOperationException(
                    "Expected the Universal Render Pipeline, found none: run DeepVision > Configure the project, or " +
                    "-executeMethod DeepVision.Editor.ProjectBuild.Configure, and start again.");
            }
            scale = pipeline.renderScale;
            samples = pipeline.msaaSampleCount;
        }

        /// <summary>At a desktop a pixel is a pixel; in a headset the lens asks for more of them.</summary>
        /// <param name="headset">whether one is worn</param>
        /// <param name="headsetScale">pixels across an eye's picture, times what the headset proposes</param>
        public void Apply(bool headset, float headsetScale)
        {
            pipeline.renderScale = headset ? headsetScale : 1;
            pipeline.msaaSampleCount = SamplesPerPixel;
            SubsystemManager.GetSubsystems(displays);
            foreach (XRDisplaySubsystem display in displays)
            {
                display.foveatedRenderingLevel = Foveation;
            }
        }

        /// <summary>As it was: in the editor the pipeline outlives the visit.</summary>
        public void Restore()
        {
            pipeline.renderScale = scale;
            pipeline.msaaSampleCount = samples;
        }
    }
}
