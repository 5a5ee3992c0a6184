using System;
using UnityEngine.InputSystem.Controls;

namespace UnityEngine.InputSystem
{
    public abstract class InputControl
    {
    }

    public class InputDevice : InputControl
    {
    }

    public class Keyboard : InputDevice
    {
        private static Keyboard only;

        private Keyboard()
        {
        }

        public event Action<char> onTextInput
        {
            add { World.Current.Controls.Typed += value; }
            remove { World.Current.Controls.Typed -= value; }
        }

        public static Keyboard current
        {
            get
            {
                World.Guard();
                return only ?? (only = new Keyboard());
            }
        }

        public KeyControl enterKey => new KeyControl("Keyboard/enter");

        public KeyControl numpadEnterKey => new KeyControl("Keyboard/numpadEnter");

        public KeyControl backspaceKey => new KeyControl("Keyboard/backspace");
    }
}

namespace UnityEngine.InputSystem.Controls
{
    public class ButtonControl : InputControl
    {
        private const float PressPoint = 0.5f;
        private readonly string control;

        internal ButtonControl(string control)
        {
            this.control = control;
        }

        public bool isPressed => Pressed(false);

        public bool wasPressedThisFrame => Pressed(false) && !Pressed(true);

        public bool wasReleasedThisFrame => !Pressed(false) && Pressed(true);

        private bool Pressed(bool earlier)
        {
            return (float)Devices.Value(control, earlier) >= PressPoint;
        }
    }

    public class KeyControl : ButtonControl
    {
        internal KeyControl(string control)
            : base(control)
        {
        }
    }
}
