using System;
using System.Collections.Generic;
using System.Reflection;

namespace UnityEngine
{
    /// <summary>What was written to the console; threads may write.</summary>
    internal sealed class Log
    {
        private readonly List<LogEntry> entries = new List<LogEntry>();

        /// <summary>Take the entries written since the last call.</summary>
        internal List<LogEntry> Take()
        {
            lock (entries)
            {
                var taken = new List<LogEntry>(entries);
                entries.Clear();
                return taken;
            }
        }

        internal void Write(LogType type, object message)
        {
            string text = message == null ? "Null" : message.ToString();
            lock (entries)
            {
                entries.Add(new LogEntry(type, text));
            }

            Console.Error.WriteLine($"[{type}] {text}");
            Application.RaiseLog(text, type);
        }

        /// <summary>Call a script; as in the engine an exception ends this call alone and is logged.</summary>
        internal void Guarded(Action call)
        {
            try
            {
                call();
            }
            catch (Exception exception)
            {
                Exception cause = exception;
                while (cause is TargetInvocationException && cause.InnerException != null)
                {
                    cause = cause.InnerException;
                }

                Write(LogType.Exception, cause);
            }
        }
    }

    internal readonly struct LogEntry
    {
        internal readonly LogType Type;
        internal readonly string Text;

        internal LogEntry(LogType type, string text)
        {
            Type = type;
            Text = text;
        }
    }

    public static class Debug
    {
        public static bool isDebugBuild => false;

        public static void Log(object message) { World.Current.Log.Write(LogType.Log, message); }

        public static void Log(object message, Object context) { Log(message); }

        public static void LogWarning(object message) { World.Current.Log.Write(LogType.Warning, message); }

        public static void LogWarning(object message, Object context) { LogWarning(message); }

        public static void LogError(object message) { World.Current.Log.Write(LogType.Error, message); }

        public static void LogError(object message, Object context) { LogError(message); }

        public static void LogException(Exception exception) { World.Current.Log.Write(LogType.Exception, exception); }

        public static void LogException(Exception exception, Object context) { LogException(exception); }
    }

    public enum LogType
    {
        Error = 0,
        Assert = 1,
        Warning = 2,
        Log = 3,
        Exception = 4,
    }
}
