using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace UnityEngine.InputSystem
{
    /// <summary>
    /// The devices that can exist and their controls. Paths name a layout, perhaps a usage, and a control; a path that
    /// no layout has is an error here, where the engine would be silent.
    /// </summary>
    internal static class Devices
    {
        private const string Tracked = "isTracked b, trackingState i, devicePosition 3, deviceRotation q";
        private const string Aimed = Tracked + ", pointerPosition 3, pointerRotation q";
        private const string Trigger = ", trigger f, triggerPressed b";
        private const string Grip = ", grip f, gripPressed b";
        private const string Stick = ", thumbstick 2, thumbstickClicked b, thumbstickTouched b";
        private const string Pad = ", trackpad 2, trackpadTouched b";
        private const string Buttons =
            ", triggerTouched b, primaryButton b, primaryTouched b, secondaryButton b, secondaryTouched b";

        private static readonly string Keys =
            string.Join(", ", "abcdefghijklmnopqrstuvwxyz0123456789".Select(key => key + " b"))
            + ", space b, enter b, escape b, tab b, backspace b, delete b, insert b, home b, end b, pageUp b"
            + ", pageDown b, upArrow b, downArrow b, leftArrow b, rightArrow b, shift b, ctrl b, alt b, leftShift b"
            + ", rightShift b, leftCtrl b, rightCtrl b, leftAlt b, rightAlt b, comma b, period b, slash b, minus b"
            + ", equals b, numpadEnter b, numpadPlus b, numpadMinus b, leftBracket b, rightBracket b, backquote b"
            + ", f1 b, f2 b, f3 b, f4 b, f5 b, f6 b, f7 b, f8 b, f9 b, f10 b, f11 b, f12 b, anyKey b";

        /// <summary>
        /// Layout, the layout it derives from, its own controls with their kinds: b button, f number, i integer, 2 and
        /// 3 vectors, q rotation.
        /// </summary>
        private static readonly Dictionary<string, (string Base, string Controls)> Layouts =
            new Dictionary<string, (string, string)>
            {
                { "Keyboard", (null, Keys) },
                { "Pointer", (null, "position 2, delta 2, press b") },
                {
                    "Mouse",
                    ("Pointer", "scroll 2, leftButton b, rightButton b, middleButton b, forwardButton b, backButton b")
                },
                { "TrackedDevice", (null, Tracked) },
                { "XRHMD", ("TrackedDevice", "centerEyePosition 3, centerEyeRotation q, userPresence b") },
                { "XRController", ("TrackedDevice", "") },
                { "XRControllerWithRumble", ("XRController", "") },
                {
                    "OculusTouchController",
                    (
                        "XRControllerWithRumble",
                        Aimed + Trigger + Grip + Stick + Buttons + ", menu b, thumbrestTouched b")
                },
                { "KHRSimpleController", ("XRControllerWithRumble", Aimed + ", select b, menu b") },
                {
                    "ViveController",
                    ("XRControllerWithRumble", Aimed + Trigger + Grip + Pad + ", trackpadClicked b, select b, menu b")
                },
                {
                    "ValveIndexController",
                    (
                        "XRControllerWithRumble",
                        Aimed + Trigger + Grip + Stick + Pad + Buttons
                            + ", system b, systemTouched b, gripForce f, trackpadForce f")
                },
            };

        /// <summary>What is plugged in: a name and its layout. The controllers are Touch controllers.</summary>
        private static readonly Dictionary<string, string> Present = new Dictionary<string, string>
        {
            { "Keyboard", "Keyboard" },
            { "Mouse", "Mouse" },
            { "XRHMD", "XRHMD" },
            { "LeftHand", "OculusTouchController" },
            { "RightHand", "OculusTouchController" },
        };

        private static readonly Dictionary<string, Type> Types = new Dictionary<string, Type>
        {
            { "b", typeof(float) }, { "f", typeof(float) }, { "i", typeof(int) }, { "2", typeof(Vector2) },
            { "3", typeof(Vector3) }, { "q", typeof(Quaternion) },
        };

        private static readonly Regex Path = new Regex(@"^<(\w+)>(?:\{(\w+)\})?/(?:(\w+(?:/\w+)?)|#\((\w)\))$");
        private static readonly Dictionary<string, Type> Controls = Present
            .SelectMany(device => All(device.Value).Select(control => (device.Key + "/" + control.Key, control.Value)))
            .ToDictionary(control => control.Item1, control => control.Item2);

        /// <summary>
        /// Controls of present devices that a path names: "RightHand/trigger". None when only absent devices have it.
        /// </summary>
        internal static IEnumerable<string> Resolve(string path, bool mustExist)
        {
            Match parts = Path.Match(path);
            if (!parts.Success || !Layouts.ContainsKey(parts.Groups[1].Value))
            {
                throw new UnityException($"{path}: no such device; known are {string.Join(", ", Layouts.Keys)}.");
            }

            string layout = parts.Groups[1].Value;
            string usage = parts.Groups[2].Value;

            // "#(z)": the key with this letter, wherever it is; here every key is where a US keyboard has it.
            string control = parts.Groups[3].Success ? parts.Groups[3].Value : parts.Groups[4].Value;
            IEnumerable<string> derived = Layouts.Keys.Where(other => Derives(other, layout));
            if (!derived.Any(other => Has(other, control)))
            {
                throw new UnityException($"{path}: no {layout} has such a control.");
            }

            string[] found = Present
                .Where(device => Derives(device.Value, layout) && (usage == "" || usage == device.Key)
                    && Has(device.Value, control))
                .Select(device => device.Key + "/" + control).ToArray();
            if (mustExist && found.Length == 0)
            {
                throw new UnityException($"{path}: no such device is plugged in.");
            }

            return found;
        }

        /// <summary>Type of the value of a resolved control; "/x" and "/y" of a vector are numbers.</summary>
        internal static Type TypeOf(string control)
        {
            return Controls.TryGetValue(control, out Type type) ? type : typeof(float);
        }

        /// <summary>Whether it tells a movement since the last frame.</summary>
        internal static bool IsRelative(string control)
        {
            return control == "Mouse/delta" || control == "Mouse/scroll";
        }

        /// <summary>Value of a resolved control, "RightHand/thumbstick/x" too.</summary>
        internal static object Value(string control, bool earlier)
        {
            ControlState state = World.Current.Controls;
            int cut = control.LastIndexOf('/');
            if (Controls.ContainsKey(control))
            {
                return state.Read(control, earlier);
            }

            Vector2 whole = (Vector2)state.Read(control.Substring(0, cut), earlier);
            return control.EndsWith("/x", StringComparison.Ordinal) ? whole.x : whole.y;
        }

        /// <summary>The value of a control from its numbers.</summary>
        internal static object Value(string control, float[] numbers)
        {
            Type type = TypeOf(control);
            int count = type == typeof(Vector2) ? 2 : type == typeof(Vector3) ? 3 : type == typeof(Quaternion) ? 4 : 1;
            if (numbers.Length != count)
            {
                throw new UnityException($"{control} takes {count} numbers, not {numbers.Length}.");
            }

            switch (count)
            {
                case 2: return new Vector2(numbers[0], numbers[1]);
                case 3: return new Vector3(numbers[0], numbers[1], numbers[2]);
                case 4: return new Quaternion(numbers[0], numbers[1], numbers[2], numbers[3]);
                default: return type == typeof(int) ? (object)(int)numbers[0] : numbers[0];
            }
        }

        private static bool Derives(string layout, string from)
        {
            return layout != null && (layout == from || Derives(Layouts[layout].Base, from));
        }

        private static bool Has(string layout, string control)
        {
            Dictionary<string, Type> all = All(layout);
            string[] parts = control.Split('/');
            return parts.Length == 1
                ? all.ContainsKey(control)
                : (parts[1] == "x" || parts[1] == "y") && all.TryGetValue(parts[0], out Type type)
                    && type == typeof(Vector2);
        }

        private static Dictionary<string, Type> All(string layout)
        {
            var all = new Dictionary<string, Type>();
            for (string level = layout; level != null; level = Layouts[level].Base)
            {
                string[] comma = { ", " };
                foreach (string control in Layouts[level].Controls.Split(comma, StringSplitOptions.RemoveEmptyEntries))
                {
                    string[] parts = control.Split(' ');
                    all[parts[0]] = Types[parts[1]];
                }
            }

            return all;
        }
    }
}
