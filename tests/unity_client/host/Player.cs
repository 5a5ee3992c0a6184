using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using UnityEngine;

namespace DeepVision.Host
{
    /// <summary>The engine with the client in it, frame by frame.</summary>
    internal sealed class Player
    {
        /// <summary>Seconds of a frame where none are given: the rate of a desktop's screen.</summary>
        internal const float FrameSeconds = 1f / 60;

        private readonly List<LogEntry> messages = new List<LogEntry>();

        internal Player(Machine machine)
        {
            World = World.Start(machine);
            TaskScheduler.UnobservedTaskException += (_, failed) =>
                World.Log.Write(LogType.Warning, "Nobody looked at the failure of a task: " + failed.Exception);
        }

        internal World World { get; }

        internal Peaks Peaks { get; } = new Peaks();

        internal bool Booted { get; private set; }

        /// <summary>Call the client's RuntimeInitializeOnLoadMethod methods.</summary>
        internal void Boot()
        {
            Booted = true;
            World.Boot(new[] { Assembly.Load("DeepVision.Client") });
            Collect();
        }

        internal void Step(float seconds)
        {
            if (!Booted)
            {
                Boot();
            }

            Stopwatch watch = Stopwatch.StartNew();
            World.Step(seconds);
            Peaks.Add(World.Drawing, watch.Elapsed.TotalMilliseconds);
            Collect();
        }

        /// <summary>Messages since the last call.</summary>
        internal LogEntry[] TakeMessages()
        {
            Collect();
            LogEntry[] taken = messages.ToArray();
            messages.Clear();
            return taken;
        }

        /// <summary>Errors and exceptions that nobody has taken yet.</summary>
        internal int Errors()
        {
            Collect();
            return messages.Count(message => message.Type == LogType.Error || message.Type == LogType.Exception);
        }

        private void Collect()
        {
            messages.AddRange(World.Log.Take());
        }
    }
}
