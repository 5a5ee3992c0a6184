using DeepVision.Tools;
using UnityEngine;
using EnginePose = UnityEngine.Pose;
using Numbers = System.Numerics;

namespace DeepVision.Client
{
    /// <summary>
    /// Mouse and keyboard. The tool stands at the lower right of the view and points where the mouse is.
    /// </summary>
    internal sealed class DesktopInput : IInputReader
    {
        private const float RadiansPerPixel = 0.0035f;

        /// <summary>Where the tool is in the eye's own axes, metres.</summary>
        private static readonly Vector3 ToolPlace = new Vector3(0.26f, -0.23f, 0.5f);

        private static readonly Vector3 OtherPlace = new Vector3(-0.26f, -0.23f, 0.5f);

        private readonly VisitorRig rig;
        private readonly DesktopActions actions = new DesktopActions();
        private readonly KeyboardText keyboard = new KeyboardText();

        public DesktopInput(VisitorRig rig)
        {
            this.rig = rig;
        }

        public bool LeftHanded { get; set; }

        public EnginePose? OtherHand => null;

        public EnginePose Tool
        {
            get
            {
                Vector3 place = ToolPlace;
                place.x = LeftHanded ? -place.x : place.x;
                Vector3 position = rig.Eye.TransformPoint(place);
                Vector3 aim = Aim().GetPoint(2) - position;
                return new EnginePose(position, Quaternion.LookRotation(aim, Vector3.up));
            }
        }

        public InputFrame Read(float seconds)
        {
            Ray aim = Aim();
            Vector2 drag = actions.Select ? actions.Drag : Vector2.zero;
            Vector2 walk = actions.Walk;
            string typed = keyboard.Take();
            return new InputFrame
            {
                Seconds = seconds,
                Headset = false,
                Head = UnitySpace.ToHall(rig.Eye.position, rig.Eye.rotation),
                Pointer = UnitySpace.RayToHall(aim.origin, aim.direction),
                ToolPosition = UnitySpace.ToHall(Tool.position),
                OtherHand = rig.BesideEye(OtherPlace),
                View = rig.View,
                Select = actions.Select,
                Grip = actions.Grip,
                Cancel = actions.CancelPressed,
                Menu = actions.MenuPressed,
                Next = actions.NextPressed,
                Previous = actions.PreviousPressed,
                Undo = actions.UndoPressed,
                Snapshot = actions.SnapshotPressed,
                Help = actions.HelpPressed || (typed != null && typed.IndexOf('?') >= 0),
                Move = new Numbers.Vector2(walk.x, walk.y),
                Rise = actions.Rise,
                Run = actions.Run,
                Turn = actions.Turn,
                Push = actions.Push,
                Scale = actions.Scale,
                Look = new Numbers.Vector2(drag.x, -drag.y) * RadiansPerPixel,
                Scroll = actions.Scroll,
                Typed = typed,
                Backspace = keyboard.Backspace,
                Enter = keyboard.Enter,
            };
        }

        public void Dispose()
        {
            actions.Dispose();
            keyboard.Dispose();
        }

        private Ray Aim()
        {
            Vector2 pointer = actions.Pointer;
            return rig.Camera.ScreenPointToRay(new Vector3(pointer.x, pointer.y, 0));
        }
    }
}
