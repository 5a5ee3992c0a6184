using System;
using UnityEngine;
using UnityEngine.InputSystem;

namespace DeepVision.Client
{
    /// <summary>
    /// The controller in one hand, whatever it is. Oculus Touch and the Index controllers name their parts alike; the
    /// Vive's has a pad in place of the stick, the simple controller of the standard two buttons only.
    /// </summary>
    internal sealed class HandActions : IDisposable
    {
        /// <summary>Bits of the tracking state.</summary>
        private const int PositionAndRotation = 1 | 2;

        private readonly InputActionMap map;
        private readonly InputAction tracked;
        private readonly InputAction guessed;
        private readonly InputAction position;
        private readonly InputAction rotation;
        private readonly InputAction trigger;
        private readonly InputAction grip;
        private readonly InputAction primary;
        private readonly InputAction secondary;
        private readonly InputAction menu;
        private readonly InputAction stick;
        private readonly InputAction stickPress;

        /// <param name="hand">LeftHand or RightHand</param>
        public HandActions(string hand)
        {
            string any = $"<XRController>{{{hand}}}/";
            string simple = $"<KHRSimpleController>{{{hand}}}/";
            string vive = $"<ViveController>{{{hand}}}/";
            string index = $"<ValveIndexController>{{{hand}}}/";
            map = new InputActionMap(hand);
            tracked = Button("tracked", any + "isTracked");
            guessed = Value("guessed", any + "trackingState");
            position = Value("position", any + "pointerPosition");
            rotation = Value("rotation", any + "pointerRotation");
            trigger = Button("trigger", any + "triggerPressed", simple + "select");
            grip = Button("grip", any + "gripPressed");
            primary = Button("primary", any + "primaryButton");
            secondary = Button("secondary", any + "secondaryButton");
            menu = Button("menu", any + "menu", index + "system");
            stick = Value("stick", any + "thumbstick", vive + "trackpad");
            stickPress = Button("stick press", any + "thumbstickClicked", vive + "trackpadClicked");
            map.Enable();
        }

        /// <summary>
        /// Whether position and direction are known; also while the headset only guesses them, as when a hand is out of
        /// its sight for a moment.
        /// </summary>
        public bool IsTracked => tracked.IsPressed()
            || (guessed.ReadValue<int>() & PositionAndRotation) == PositionAndRotation;

        /// <summary>Where the hand points from, in the play space, as the engine counts.</summary>
        public Vector3 Position => position.ReadValue<Vector3>();

        /// <summary>Where it points to, in the play space.</summary>
        public Quaternion Rotation => rotation.ReadValue<Quaternion>();

        public bool Trigger => trigger.IsPressed();
        public bool Grip => grip.IsPressed();

        /// <summary>Held: A or X.</summary>
        public bool Primary => primary.IsPressed();

        /// <summary>In this frame: A or X.</summary>
        public bool PrimaryPressed => primary.WasPressedThisFrame();

        /// <summary>In this frame: B or Y.</summary>
        public bool SecondaryPressed => secondary.WasPressedThisFrame();

        /// <summary>In this frame.</summary>
        public bool MenuPressed => menu.WasPressedThisFrame();

        /// <summary>In this frame.</summary>
        public bool StickPressed => stickPress.WasPressedThisFrame();

        /// <summary>-1…1: x to the right, y ahead.</summary>
        public Vector2 Stick => stick.ReadValue<Vector2>();

        public void Dispose()
        {
            map.Disable();
            map.Dispose();
        }

        private InputAction Value(string name, params string[] paths)
        {
            return Bound(map.AddAction(name, InputActionType.Value), paths);
        }

        private InputAction Button(string name, params string[] paths)
        {
            return Bound(map.AddAction(name, InputActionType.Button), paths);
        }

        private static InputAction Bound(InputAction action, string[] paths)
        {
            foreach (string path in paths)
            {
                action.AddBinding(path);
            }
            return action;
        }
    }
}
