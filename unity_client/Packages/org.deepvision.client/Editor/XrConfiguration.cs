using System.Linq;
using DeepVision.Client;
using UnityEditor;
using UnityEditor.Build;
using UnityEditor.XR.Management;
using UnityEditor.XR.Management.Metadata;
using UnityEditor.XR.OpenXR.Features;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR;
using UnityEngine.XR.OpenXR.Features;
using UnityEngine.XR.OpenXR.Features.Interactions;

namespace DeepVision.Editor
{
    /// <summary>
    /// OpenXR: loader, controllers and features. On Windows the client starts it by itself, since one player serves
    /// headset and desktop; on Quest the engine does.
    /// </summary>
    internal static class XrConfiguration
    {
        private const string Loader = "UnityEngine.XR.OpenXR.OpenXRLoader";
        private const string MetaQuest = "com.unity.openxr.feature.metaquest";

        private static string SettingsPath => GeneratedAssets.At("Xr.asset");

        private static readonly string[] Controllers =
        {
            OculusTouchControllerProfile.featureId,
            KHRSimpleControllerProfile.featureId,
            HTCViveControllerProfile.featureId,
            ValveIndexControllerProfile.featureId,
        };

        private static readonly string[] QuestFeatures =
        {
            OculusTouchControllerProfile.featureId,
            KHRSimpleControllerProfile.featureId,
            MetaQuest,
            FoveatedRenderingFeature.featureId,
            DisplayRateFeature.Id,
        };

        public static void Apply()
        {
            XRGeneralSettingsPerBuildTarget settings = Settings();
            Prepare(settings, BuildTargetGroup.Standalone, startsByItself: false);
            Prepare(settings, BuildTargetGroup.Android, startsByItself: true);
            Enable(BuildTargetGroup.Standalone, Controllers);
            Enable(BuildTargetGroup.Android, QuestFeatures);
        }

        /// <summary>Throws BuildFailedException where OpenXR cannot be assigned to this group.</summary>
        public static void AssignLoader(BuildTargetGroup group)
        {
            XRManagerSettings manager = Manager(group);
            if (manager.activeLoaders.Any(loader => loader is OpenXRLoader))
            {
                return;
            }
            if (!XRPackageMetadataStore.AssignLoader(manager, Loader, group))
            {
                throw new BuildFailedException(
                    $"Expected to assign {Loader} to {group}, but XR Plug-in Management refused. Is " +
                    "com.unity.xr.openxr installed and its import finished? Run ProjectBuild.Configure once more.");
            }
            EditorUtility.SetDirty(manager);
            AssetDatabase.SaveAssets();
        }

        public static void RemoveLoader(BuildTargetGroup group)
        {
            XRManagerSettings manager = Manager(group);
            XRPackageMetadataStore.RemoveLoader(manager, Loader, group);
            EditorUtility.SetDirty(manager);
            AssetDatabase.SaveAssets();
        }

        private static void Prepare(
            XRGeneralSettingsPerBuildTarget settings, BuildTargetGroup group, bool startsByItself)
        {
            if (!settings.HasManagerSettingsForBuildTarget(group))
            {
                settings.CreateDefaultManagerSettingsForBuildTarget(group);
            }
            XRGeneralSettings general = settings.SettingsForBuildTarget(group);
            general.InitManagerOnStart = startsByItself;
            EditorUtility.SetDirty(general);
            EditorUtility.SetDirty(settings);
            AssetDatabase.SaveAssets();
            AssignLoader(group);
        }

        private static void Enable(BuildTargetGroup group, string[] wanted)
        {
            // Makes the settings file in batch mode; without it there are no settings to ask for.
            FeatureHelpers.RefreshFeatures(group);
            OpenXRSettings settings = OpenXRSettings.GetSettingsForBuildTargetGroup(group);
            settings.renderMode = OpenXRSettings.RenderMode.SinglePassInstanced;
            settings.depthSubmissionMode = OpenXRSettings.DepthSubmissionMode.None;
            foreach (string id in wanted)
            {
                OpenXRFeature feature = FeatureHelpers.GetFeatureWithIdForBuildTarget(group, id);
                if (feature == null)
                {
                    throw new BuildFailedException(
                        $"Expected the OpenXR feature {id} for {group}, found none: is com.unity.xr.openxr older " +
                        "than the version in Packages/manifest.json?");
                }
                feature.enabled = true;
                if (id == MetaQuest)
                {
                    FoveateByPipeline(feature);
                }
                EditorUtility.SetDirty(feature);
            }
            EditorUtility.SetDirty(settings);
        }

        /// <summary>
        /// The other way leaves out textures of the pipeline. The feature's own setting wins over the one in
        /// OpenXRSettings, and has no public property.
        /// </summary>
        private static void FoveateByPipeline(OpenXRFeature metaQuest)
        {
            SerializedObject settings = new SerializedObject(metaQuest);
            SerializedProperty way = settings.FindProperty("m_foveatedRenderingApi");
            if (way != null)
            {
                way.intValue = (int)OpenXRSettings.BackendFovationApi.SRPFoveation;
                settings.ApplyModifiedPropertiesWithoutUndo();
            }
        }

        private static XRManagerSettings Manager(BuildTargetGroup group)
        {
            XRManagerSettings manager = Settings().ManagerSettingsForBuildTarget(group);
            if (manager == null)
            {
                throw new BuildFailedException(
                    $"Expected XR settings for {group}, found none: run ProjectBuild.Configure first.");
            }
            return manager;
        }

        private static XRGeneralSettingsPerBuildTarget Settings()
        {
            if (EditorBuildSettings.TryGetConfigObject(
                XRGeneralSettings.k_SettingsKey, out XRGeneralSettingsPerBuildTarget settings) && settings != null)
            {
                return settings;
            }
            settings = AssetDatabase.LoadAssetAtPath<XRGeneralSettingsPerBuildTarget>(SettingsPath);
            if (settings == null)
            {
                settings = ScriptableObject.CreateInstance<XRGeneralSettingsPerBuildTarget>();
                AssetDatabase.CreateAsset(settings, SettingsPath);
            }
            EditorBuildSettings.AddConfigObject(XRGeneralSettings.k_SettingsKey, settings, true);
            return settings;
        }
    }
}
