using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;

namespace UnityEngine
{
    /// <summary>What the host decides about the machine that the player runs on.</summary>
    internal sealed class Machine
    {
        /// <summary>Where assets are: all that lies below a folder named "Resources" can be loaded.</summary>
        internal string[] ResourceRoots { get; set; } = new string[0];

        /// <summary>Name of the scene that was loaded: the one that the editor script makes.</summary>
        internal string Scene { get; set; } = "Hall";

        internal string PersistentData { get; set; } = "";

        internal string StreamingAssets { get; set; } = "";

        internal int Width { get; set; } = 1280;

        internal int Height { get; set; } = 720;

        /// <summary>Whether an XR loader finds a headset.</summary>
        internal bool Headset { get; set; }

        internal RuntimePlatform Platform { get; set; } = RuntimePlatform.LinuxPlayer;
    }

    /// <summary>The one running player: its objects, scripts, draw calls, input and log.</summary>
    internal sealed class World
    {
        internal readonly Machine Machine;
        internal readonly Thread MainThread = Thread.CurrentThread;
        internal readonly Population Population = new Population();
        internal readonly Scripts Scripts = new Scripts();
        internal readonly MainThreadContext Context = new MainThreadContext();
        internal readonly Drawing Drawing = new Drawing();
        internal readonly Log Log = new Log();
        internal readonly InputSystem.ControlState Controls = new InputSystem.ControlState();

        /// <summary>Objects of which there is one: loaded assets by name, built-in ones.</summary>
        internal readonly Dictionary<string, Object> Resources = new Dictionary<string, Object>();
        internal readonly System.Diagnostics.Stopwatch Clock = System.Diagnostics.Stopwatch.StartNew();
        internal int Frame;
        internal double Time;
        internal float Delta;
        internal bool QuitAsked;

        private static World current;

        private World(Machine machine)
        {
            Machine = machine;
        }

        internal static World Current
        {
            get { return current ?? throw new UnityException("The engine is not running: the host boots it."); }
        }

        internal static World Start(Machine machine)
        {
            if (current != null)
            {
                throw new InvalidOperationException("One player per process.");
            }

            current = new World(machine);
            SynchronizationContext.SetSynchronizationContext(current.Context);
            return current;
        }

        /// <summary>Throws when the caller is not on the engine's main thread.</summary>
        internal static void Guard([CallerMemberName] string member = null)
        {
            if (Thread.CurrentThread != Current.MainThread)
            {
                throw new UnityException(member + " can only be called from the main thread.");
            }
        }

        /// <summary>The object of this name, made when it is asked for first.</summary>
        internal T Single<T>(string name, Func<T> make)
            where T : Object
        {
            if (!Resources.TryGetValue(name, out Object found))
            {
                Resources[name] = found = make();
            }

            return (T)found;
        }

        /// <summary>Run the methods marked RuntimeInitializeOnLoadMethod, in the engine's order.</summary>
        internal void Boot(IEnumerable<Assembly> assemblies)
        {
            RuntimeInitializeLoadType[] order =
            {
                RuntimeInitializeLoadType.SubsystemRegistration,
                RuntimeInitializeLoadType.AfterAssembliesLoaded,
                RuntimeInitializeLoadType.BeforeSplashScreen,
                RuntimeInitializeLoadType.BeforeSceneLoad,
                RuntimeInitializeLoadType.AfterSceneLoad,
            };
            const BindingFlags Methods = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
            foreach (RuntimeInitializeLoadType moment in order)
            {
                foreach (Assembly assembly in assemblies)
                {
                    foreach (Type type in assembly.GetTypes())
                    {
                        foreach (MethodInfo method in type.GetMethods(Methods))
                        {
                            var mark = method.GetCustomAttribute<RuntimeInitializeOnLoadMethodAttribute>();
                            if (mark != null && mark.loadType == moment)
                            {
                                Log.Guarded(() => method.Invoke(null, null));
                            }
                        }
                    }
                }
            }
        }

        /// <summary>One frame, in the order of the engine's player loop.</summary>
        internal void Step(float seconds)
        {
            Frame++;
            Delta = seconds;
            Time += seconds;
            Drawing.Begin();
            Controls.Begin();
            Scripts.Start();
            Scripts.Each("Update");
            Scripts.Continue();
            Context.Run();
            Scripts.Each("LateUpdate");
            Population.DestroyQueued();
            Application.BeforeRender();
            Drawing.Render();
            Scripts.EndFrame();
        }

        internal void Pause(bool paused)
        {
            Scripts.Tell("OnApplicationPause", paused);
        }

        internal void Focus(bool focused)
        {
            Scripts.Tell("OnApplicationFocus", focused);
        }

        /// <summary>The player is closed: OnApplicationQuit, then everything is disabled and destroyed.</summary>
        internal void Quit()
        {
            Application.RaiseQuitting();
            Scripts.Tell("OnApplicationQuit");
            Population.DestroyScene();
        }
    }
}
