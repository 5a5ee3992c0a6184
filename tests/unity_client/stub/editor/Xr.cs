using System;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR.Features;

namespace UnityEditor.XR.Management
{
    public class XRGeneralSettingsPerBuildTarget : ScriptableObject
    {
        public bool HasManagerSettingsForBuildTarget(BuildTargetGroup targetGroup)
        {
            throw CompileOnly.Error;
        }

        public void CreateDefaultManagerSettingsForBuildTarget(BuildTargetGroup targetGroup)
        {
            throw CompileOnly.Error;
        }

        public XRGeneralSettings SettingsForBuildTarget(BuildTargetGroup targetGroup)
        {
            throw CompileOnly.Error;
        }

        public XRManagerSettings ManagerSettingsForBuildTarget(BuildTargetGroup targetGroup)
        {
            throw CompileOnly.Error;
        }
    }
}

namespace UnityEditor.XR.Management.Metadata
{
    public class XRPackageMetadataStore
    {
        public static bool AssignLoader(
            XRManagerSettings settings, string loaderTypeName, BuildTargetGroup buildTargetGroup)
        {
            throw CompileOnly.Error;
        }

        public static bool RemoveLoader(
            XRManagerSettings settings, string loaderTypeName, BuildTargetGroup buildTargetGroup)
        {
            throw CompileOnly.Error;
        }
    }
}

namespace UnityEditor.XR.OpenXR.Features
{
    public class OpenXRFeatureAttribute : Attribute
    {
        public string UiName;
        public string Desc;
        public string Version;
        public string Company;
        public string OpenxrExtensionStrings;
        public string FeatureId;
        public BuildTargetGroup[] BuildTargetGroups;
    }

    public static class FeatureHelpers
    {
        public static void RefreshFeatures(BuildTargetGroup group) { throw CompileOnly.Error; }

        public static OpenXRFeature GetFeatureWithIdForBuildTarget(BuildTargetGroup buildTargetGroup, string featureId)
        {
            throw CompileOnly.Error;
        }
    }
}

namespace UnityEngine.XR.OpenXR
{
    /// <summary>In the package a runtime type; its members here are those that exist in the editor only.</summary>
    public class OpenXRSettings : ScriptableObject
    {
        public enum RenderMode
        {
            MultiPass = 0,
            SinglePassInstanced = 1,
        }

        public enum DepthSubmissionMode
        {
            None = 0,
            Depth16Bit = 1,
            Depth24Bit = 2,
        }

        public enum BackendFovationApi : byte
        {
            Legacy = 0,
            SRPFoveation = 1,
        }

        public RenderMode renderMode { get; set; }

        public DepthSubmissionMode depthSubmissionMode { get; set; }

        public BackendFovationApi foveatedRenderingApi { get; set; }

        public static OpenXRSettings GetSettingsForBuildTargetGroup(UnityEditor.BuildTargetGroup buildTargetGroup)
        {
            throw UnityEditor.CompileOnly.Error;
        }
    }
}
