using System;
using System.Collections.Generic;
using System.Linq;

namespace UnityEngine.InputSystem
{
    /// <summary>What controls of devices show now and showed in the frame before; the host sets it.</summary>
    internal sealed class ControlState
    {
        private readonly Dictionary<string, object> pending = new Dictionary<string, object>();
        private readonly List<char> text = new List<char>();
        private Dictionary<string, object> before = new Dictionary<string, object>();
        private Dictionary<string, object> now = new Dictionary<string, object>();

        /// <summary>Raised for each typed character when the frame begins.</summary>
        internal event Action<char> Typed;

        /// <summary>
        /// Set a control from the next frame on: "&lt;Mouse&gt;/leftButton", "&lt;XRController&gt;{RightHand}/trigger".
        /// As many numbers as its value has; throws when no device has it.
        /// </summary>
        internal void Set(string path, params float[] numbers)
        {
            foreach (string control in Devices.Resolve(path, true))
            {
                pending[control] = Devices.Value(control, numbers);
            }
        }

        internal void Type(string characters)
        {
            text.AddRange(characters);
        }

        /// <summary>A frame begins: what was set becomes visible; relative controls fall back to zero.</summary>
        internal void Begin()
        {
            before = now;
            now = before.Where(control => !Devices.IsRelative(control.Key)).ToDictionary(c => c.Key, c => c.Value);
            foreach (KeyValuePair<string, object> control in pending)
            {
                now[control.Key] = control.Value;
            }

            pending.Clear();
            char[] typed = text.ToArray();
            text.Clear();
            foreach (char character in typed)
            {
                World.Current.Log.Guarded(() => Typed?.Invoke(character));
            }
        }

        /// <summary>Value of a control, now or in the frame before.</summary>
        internal object Read(string control, bool earlier)
        {
            World.Guard("Reading a control");
            if ((earlier ? before : now).TryGetValue(control, out object value))
            {
                return value;
            }

            Type type = Devices.TypeOf(control);
            return type == typeof(Quaternion) ? Quaternion.identity : Activator.CreateInstance(type);
        }
    }
}
