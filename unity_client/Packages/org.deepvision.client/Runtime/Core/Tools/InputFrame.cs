using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Tools
{
    /// <summary>
    /// What the hands ask for in one frame; the engine side fills it, equally from controllers and from mouse and
    /// keyboard. Everything is in the hall's space: metres, radians, right-handed, y up.
    /// </summary>
    public struct InputFrame
    {
        /// <summary>Since the frame before.</summary>
        public float Seconds;

        /// <summary>Whether the visitor wears a headset.</summary>
        public bool Headset;

        /// <summary>The eye; at a desktop the visitor's own pose.</summary>
        public Pose Head;

        /// <summary>The tool's ray; at a desktop from the eye through the mouse.</summary>
        public Ray Pointer;

        /// <summary>Where the tool is held.</summary>
        public Vector3 ToolPosition;

        /// <summary>Where the hand without the tool is; at a desktop there is none.</summary>
        public Vector3 OtherHand;

        /// <summary>What is seen at once.</summary>
        public View View;

        /// <summary>Held: trigger, left mouse button.</summary>
        public bool Select;

        /// <summary>Held: grip, right mouse button; moves a panel.</summary>
        public bool Grip;

        /// <summary>Pressed in this frame.</summary>
        public bool Cancel;
        public bool Menu;
        public bool Next;
        public bool Previous;
        public bool Undo;
        public bool Snapshot;
        public bool Help;

        /// <summary>-1…1: x to the right, y ahead.</summary>
        public Vector2 Move;

        /// <summary>-1…1.</summary>
        public float Rise;
        public bool Run;

        /// <summary>-1 (left) … 1 (right): the turning stick.</summary>
        public float Turn;

        /// <summary>Held: the teleport is aimed; let go, one is there.</summary>
        public bool TeleportAim;

        /// <summary>-1 (nearer) … 1 (away): what is held by Grip.</summary>
        public float Push;

        /// <summary>-1 (smaller) … 1 (larger): what is held by Grip.</summary>
        public float Scale;

        /// <summary>Radians that the mouse was dragged in this frame: x is yaw, y is pitch.</summary>
        public Vector2 Look;

        /// <summary>Notches of the wheel; positive is away from the user.</summary>
        public float Scroll;

        /// <summary>Characters typed in this frame; null or empty: none.</summary>
        public string Typed;

        /// <summary>Pressed in this frame.</summary>
        public bool Backspace;
        public bool Enter;
    }
}
