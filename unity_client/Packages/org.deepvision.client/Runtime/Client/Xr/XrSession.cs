using System;
using System.Collections;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.XR;
using UnityEngine.XR.Management;

namespace DeepVision.Client
{
    /// <summary>
    /// The headset, if there is one. On Quest the engine starts it; in a desktop player it is started here unless
    /// --desktop is given, and where that fails the visit goes on without.
    /// </summary>
    public sealed class XrSession : IDisposable
    {
        private const string DesktopArgument = "--desktop";

        private readonly List<XRInputSubsystem> inputs = new List<XRInputSubsystem>();
        private XRManagerSettings started;
        private bool standsOnFloor;

        /// <summary>Whether the visitor wears a headset.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Why there is no headset, in words for the visitor; null where none was wanted.</summary>
        public string Message { get; private set; }

        /// <summary>A coroutine; not before the engine's first Start, as the graphics card has to be ready.</summary>
        /// <param name="arguments">of the command line</param>
        public IEnumerator Begin(string[] arguments)
        {
            XRGeneralSettings settings = XRGeneralSettings.Instance;
            if (Array.IndexOf(arguments, DesktopArgument) >= 0 || settings == null || settings.Manager == null)
            {
                yield break;
            }
            XRManagerSettings manager = settings.Manager;
            if (!settings.InitManagerOnStart)
            {
                yield return manager.InitializeLoader();
                if (manager.activeLoader != null)
                {
                    manager.StartSubsystems();
                    started = manager;
                }
            }
            IsRunning = manager.activeLoader != null;
            Message = IsRunning
                ? null
                : "No headset answered, so this is the desktop view. For the headset: connect it, make its software " +
                  "the active OpenXR runtime, and start again.";
        }

        /// <summary>
        /// Once per frame: heights are measured from the floor. The runtime takes that only once its session runs.
        /// </summary>
        public void Update()
        {
            if (!IsRunning || standsOnFloor)
            {
                return;
            }
            SubsystemManager.GetSubsystems(inputs);
            foreach (XRInputSubsystem input in inputs)
            {
                standsOnFloor |= input.running && input.TrySetTrackingOriginMode(TrackingOriginModeFlags.Floor);
            }
        }

        public void Dispose()
        {
            IsRunning = false;
            if (started != null)
            {
                started.StopSubsystems();
                started.DeinitializeLoader();
                started = null;
            }
        }
    }
}
