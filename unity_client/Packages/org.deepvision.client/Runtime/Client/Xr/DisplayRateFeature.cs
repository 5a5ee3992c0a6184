using System;
using System.Runtime.InteropServices;
using UnityEngine;
using UnityEngine.XR.OpenXR;
using UnityEngine.XR.OpenXR.Features;

namespace DeepVision.Client
{
    /// <summary>
    /// Asks the headset for 90 pictures a second. Quest gives 72 unless asked, and Unity's OpenXR package can only read
    /// the rate. Where the runtime has no such extension, or refuses, its own rate stays.
    /// </summary>
#if UNITY_EDITOR
    [UnityEditor.XR.OpenXR.Features.OpenXRFeature(
        UiName = "DeepVision: 90 Hz",
        BuildTargetGroups = new[] { UnityEditor.BuildTargetGroup.Android },
        Company = "DeepVision",
        Desc = "Asks the headset for 90 pictures a second.",
        OpenxrExtensionStrings = Extension,
        Version = "1.0.0",
        FeatureId = Id)]
#endif
    public sealed class DisplayRateFeature : OpenXRFeature
    {
        /// <summary>What the editor knows this feature by.</summary>
        public const string Id = "org.deepvision.feature.displayrate";

        private const string Extension = "XR_FB_display_refresh_rate";
        private const float WantedRate = 90;
        private const int Success = 0;

        private ulong instance;

        [UnmanagedFunctionPointer(CallingConvention.Winapi)]
        private delegate int GetFunction(
            ulong instance, [MarshalAs(UnmanagedType.LPStr)] string name, out IntPtr function);

        [UnmanagedFunctionPointer(CallingConvention.Winapi)]
        private delegate int RequestRate(ulong session, float rate);

        protected override bool OnInstanceCreate(ulong instance)
        {
            this.instance = instance;
            return true;
        }

        protected override void OnSessionBegin(ulong session)
        {
            if (!OpenXRRuntime.IsExtensionEnabled(Extension))
            {
                return;
            }
            int result = Request(session);
            if (result != Success)
            {
                Debug.LogWarning($"The headset keeps its own rate: asked for {WantedRate} Hz, it answered {result}.");
            }
        }

        private int Request(ulong session)
        {
            GetFunction find = Marshal.GetDelegateForFunctionPointer<GetFunction>(xrGetInstanceProcAddr);
            int result = find(instance, "xrRequestDisplayRefreshRateFB", out IntPtr function);
            return result != Success
                ? result
                : Marshal.GetDelegateForFunctionPointer<RequestRate>(function)(session, WantedRate);
        }
    }
}
