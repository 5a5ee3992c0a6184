using System;
using System.Collections.Generic;
using UnityEngine.XR;

namespace UnityEngine
{
    public interface ISubsystem
    {
        bool running { get; }
    }

    public class IntegratedSubsystem : ISubsystem
    {
        public bool running => World.Current.Machine.Headset;
    }

    public class IntegratedSubsystem<TSubsystemDescriptor> : IntegratedSubsystem
    {
    }

    public static class SubsystemManager
    {
        private static readonly ISubsystem[] Running = { new XRDisplaySubsystem(), new XRInputSubsystem() };

        public static void GetSubsystems<T>(List<T> subsystems)
            where T : ISubsystem
        {
            World.Guard();
            subsystems.Clear();
            foreach (ISubsystem subsystem in World.Current.Machine.Headset ? Running : new ISubsystem[0])
            {
                if (subsystem is T)
                {
                    subsystems.Add((T)subsystem);
                }
            }
        }
    }
}

namespace UnityEngine.XR
{
    [Flags]
    public enum TrackingOriginModeFlags
    {
        Unknown = 0,
        Device = 1,
        Floor = 2,
        TrackingReference = 4,
        Unbounded = 8,
    }

    public class XRDisplaySubsystemDescriptor
    {
    }

    public class XRInputSubsystemDescriptor
    {
    }

    public class XRDisplaySubsystem : IntegratedSubsystem<XRDisplaySubsystemDescriptor>
    {
        public float foveatedRenderingLevel { get; set; }
    }

    public class XRInputSubsystem : IntegratedSubsystem<XRInputSubsystemDescriptor>
    {
        public bool TrySetTrackingOriginMode(TrackingOriginModeFlags origin) { return running; }
    }
}
