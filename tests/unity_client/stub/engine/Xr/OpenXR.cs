using System;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR.Features;

namespace UnityEngine.XR.OpenXR
{
    public class OpenXRLoaderBase : XRLoader
    {
    }

    public class OpenXRLoader : OpenXRLoaderBase
    {
    }

    public static class OpenXRRuntime
    {
        public static bool IsExtensionEnabled(string extensionName) { return false; }
    }
}

namespace UnityEngine.XR.OpenXR.Features
{
    public abstract class OpenXRFeature : ScriptableObject
    {
        protected static IntPtr xrGetInstanceProcAddr => IntPtr.Zero;

        public bool enabled { get; set; }

        protected internal virtual bool OnInstanceCreate(ulong xrInstance) { return true; }

        protected internal virtual void OnSessionBegin(ulong xrSession) { }
    }

    public abstract class OpenXRInteractionFeature : OpenXRFeature
    {
    }

    public class FoveatedRenderingFeature : OpenXRFeature
    {
        public const string featureId = "com.unity.openxr.feature.foveatedrendering";
    }
}

namespace UnityEngine.XR.OpenXR.Features.Interactions
{
    public class OculusTouchControllerProfile : OpenXRInteractionFeature
    {
        public const string featureId = "com.unity.openxr.feature.input.oculustouch";
    }

    public class KHRSimpleControllerProfile : OpenXRInteractionFeature
    {
        public const string featureId = "com.unity.openxr.feature.input.khrsimpleprofile";
    }

    public class HTCViveControllerProfile : OpenXRInteractionFeature
    {
        public const string featureId = "com.unity.openxr.feature.input.htcvive";
    }

    public class ValveIndexControllerProfile : OpenXRInteractionFeature
    {
        public const string featureId = "com.unity.openxr.feature.input.valveindex";
    }
}
