using System.Collections;
using System.Collections.Generic;

namespace UnityEngine.XR.Management
{
    public class XRGeneralSettings : ScriptableObject
    {
        public static string k_SettingsKey = "com.unity.xr.management.loader_settings";

        public static XRGeneralSettings Instance
        {
            get
            {
                World.Guard();
                return World.Current.Single("xr settings", Create);
            }
        }

        public XRManagerSettings Manager { get; set; }

        public bool InitManagerOnStart { get; set; }

        private static XRGeneralSettings Create()
        {
            XRGeneralSettings settings = CreateInstance<XRGeneralSettings>();
            settings.Manager = CreateInstance<XRManagerSettings>();
            return settings;
        }
    }

    /// <summary>A headset answers when the machine has one.</summary>
    public sealed class XRManagerSettings : ScriptableObject
    {
        public XRLoader activeLoader { get; private set; }

        public IReadOnlyList<XRLoader> activeLoaders => new XRLoader[0];

        public bool isInitializationComplete => activeLoader != null;

        public IEnumerator InitializeLoader()
        {
            yield return null;
            activeLoader = World.Current.Machine.Headset ? CreateInstance<OpenXR.OpenXRLoader>() : null;
        }

        public void StartSubsystems() { Use(); }

        public void StopSubsystems() { Use(); }

        public void DeinitializeLoader()
        {
            Use();
            DestroyImmediate(activeLoader);
            activeLoader = null;
        }
    }

    public abstract class XRLoader : ScriptableObject
    {
    }
}
