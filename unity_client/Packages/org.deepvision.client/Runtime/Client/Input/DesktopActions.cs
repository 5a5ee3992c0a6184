using System;
using UnityEngine;
using UnityEngine.InputSystem;

namespace DeepVision.Client
{
    /// <summary>
    /// Mouse and keyboard. Walking keys go by their place on the keyboard, commands by the letter on them.
    /// </summary>
    internal sealed class DesktopActions : IDisposable
    {
        private readonly InputActionMap map = new InputActionMap("desktop");
        private readonly InputAction pointer;
        private readonly InputAction drag;
        private readonly InputAction scroll;
        private readonly InputAction select;
        private readonly InputAction grip;
        private readonly InputAction walk;
        private readonly InputAction rise;
        private readonly InputAction turn;
        private readonly InputAction push;
        private readonly InputAction scale;
        private readonly InputAction run;
        private readonly InputAction control;
        private readonly InputAction undo;
        private readonly InputAction cancel;
        private readonly InputAction menu;
        private readonly InputAction next;
        private readonly InputAction previous;
        private readonly InputAction snapshot;
        private readonly InputAction help;

        public DesktopActions()
        {
            pointer = Value("pointer", "<Mouse>/position");
            drag = Value("drag", "<Mouse>/delta");
            scroll = Value("scroll", "<Mouse>/scroll");
            select = Button("select", "<Mouse>/leftButton");
            grip = Button("grip", "<Mouse>/rightButton");
            walk = map.AddAction("walk", InputActionType.Value);
            Directions("w", "s", "a", "d");
            Directions("upArrow", "downArrow", "leftArrow", "rightArrow");
            rise = Axis("rise", "space", "c");
            AddAxis(rise, "pageUp", "pageDown");
            turn = Axis("turn", "e", "q");
            push = Axis("push", "r", "f");
            scale = Axis("scale", "equals", "minus");
            AddAxis(scale, "numpadPlus", "numpadMinus");
            run = Button("run", "<Keyboard>/shift");
            control = Button("control", "<Keyboard>/ctrl");
            undo = Button("undo", "<Keyboard>/#(z)");
            cancel = Button("cancel", "<Keyboard>/escape");
            menu = Button("menu", "<Keyboard>/tab");
            next = Button("next", "<Keyboard>/rightBracket", "<Keyboard>/period", "<Mouse>/forwardButton");
            previous = Button("previous", "<Keyboard>/leftBracket", "<Keyboard>/comma", "<Mouse>/backButton");
            snapshot = Button("snapshot", "<Keyboard>/#(p)");
            help = Button("help", "<Keyboard>/f1");
            map.Enable();
        }

        /// <summary>Pixels from the window's lower left corner.</summary>
        public Vector2 Pointer => pointer.ReadValue<Vector2>();

        /// <summary>Pixels that the mouse moved in this frame; y is up.</summary>
        public Vector2 Drag => drag.ReadValue<Vector2>();

        /// <summary>Notches in this frame; away from the user is positive.</summary>
        public float Scroll => scroll.ReadValue<Vector2>().y;

        public bool Select => select.IsPressed();
        public bool Grip => grip.IsPressed();

        /// <summary>-1…1: x to the right, y ahead.</summary>
        public Vector2 Walk => walk.ReadValue<Vector2>();

        /// <summary>-1…1.</summary>
        public float Rise => rise.ReadValue<float>();

        /// <summary>-1 left … 1 right.</summary>
        public float Turn => turn.ReadValue<float>();

        /// <summary>-1 nearer … 1 away.</summary>
        public float Push => push.ReadValue<float>();

        /// <summary>-1 smaller … 1 larger.</summary>
        public float Scale => scale.ReadValue<float>();

        public bool Run => run.IsPressed();
        public bool UndoPressed => control.IsPressed() && undo.WasPressedThisFrame();
        public bool CancelPressed => cancel.WasPressedThisFrame();
        public bool MenuPressed => menu.WasPressedThisFrame();
        public bool NextPressed => next.WasPressedThisFrame();
        public bool PreviousPressed => previous.WasPressedThisFrame();
        public bool SnapshotPressed => snapshot.WasPressedThisFrame();
        public bool HelpPressed => help.WasPressedThisFrame();

        public void Dispose()
        {
            map.Disable();
            map.Dispose();
        }

        private InputAction Value(string name, string path)
        {
            InputAction action = map.AddAction(name, InputActionType.Value);
            action.AddBinding(path);
            return action;
        }

        private InputAction Button(string name, params string[] paths)
        {
            InputAction action = map.AddAction(name, InputActionType.Button);
            foreach (string path in paths)
            {
                action.AddBinding(path);
            }
            return action;
        }

        private InputAction Axis(string name, string positive, string negative)
        {
            InputAction action = map.AddAction(name, InputActionType.Value);
            AddAxis(action, positive, negative);
            return action;
        }

        private static void AddAxis(InputAction action, string positive, string negative)
        {
            action.AddCompositeBinding("1DAxis")
                .With("positive", "<Keyboard>/" + positive)
                .With("negative", "<Keyboard>/" + negative);
        }

        private void Directions(string up, string down, string left, string right)
        {
            walk.AddCompositeBinding("2DVector")
                .With("up", "<Keyboard>/" + up)
                .With("down", "<Keyboard>/" + down)
                .With("left", "<Keyboard>/" + left)
                .With("right", "<Keyboard>/" + right);
        }
    }
}
