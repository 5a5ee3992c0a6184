using System;
using DeepVision.Tools;
using UnityEngine;
using EnginePose = UnityEngine.Pose;
using Numbers = System.Numerics;

namespace DeepVision.Client
{
    /// <summary>
    /// Two controllers. The tool's hand picks, grips, turns and aims a teleport, the other walks and calls the menu;
    /// which is which is the visitor's choice.
    /// </summary>
    internal sealed class HeadsetInput : IInputReader
    {
        /// <summary>A stick pushed further ahead than this aims; let go below half of it.</summary>
        private const float AimAt = 0.7f;
        private const float AimUntil = AimAt / 2;

        /// <summary>Where hands are taken to be whose controllers are not tracked, in the eye's own axes.</summary>
        private static readonly Vector3 LostTool = new Vector3(0.1f, -0.2f, 0.4f);
        private static readonly Vector3 LostHand = new Vector3(-0.2f, -0.4f, 0.35f);

        private readonly VisitorRig rig;
        private readonly HandActions left = new HandActions("LeftHand");
        private readonly HandActions right = new HandActions("RightHand");
        private readonly KeyboardText keyboard = new KeyboardText();
        private bool aiming;

        public HeadsetInput(VisitorRig rig)
        {
            this.rig = rig;
        }

        public bool LeftHanded { get; set; }

        /// <summary>Without a controller one points with the head.</summary>
        public EnginePose Tool => ToolHand.IsTracked
            ? InHall(ToolHand)
            : new EnginePose(rig.Eye.TransformPoint(LostTool), rig.Eye.rotation);

        public EnginePose? OtherHand
        {
            get
            {
                HandActions hand = WalkingHand;
                return hand.IsTracked ? InHall(hand) : (EnginePose?)null;
            }
        }

        private HandActions ToolHand => LeftHanded ? left : right;
        private HandActions WalkingHand => LeftHanded ? right : left;

        public InputFrame Read(float seconds)
        {
            HandActions tool = ToolHand;
            HandActions other = WalkingHand;
            EnginePose pose = Tool;
            EnginePose? otherPose = OtherHand;
            Vector2 stick = tool.Stick;
            Vector2 walk = other.Stick;
            aiming = !tool.Grip && (stick.y > AimAt || (aiming && stick.y > AimUntil));
            bool across = Math.Abs(stick.x) > Math.Abs(stick.y);
            return new InputFrame
            {
                Seconds = seconds,
                Headset = true,
                Head = UnitySpace.ToHall(rig.Eye.position, rig.Eye.rotation),
                Pointer = UnitySpace.RayToHall(pose.position, pose.forward),
                ToolPosition = UnitySpace.ToHall(pose.position),
                OtherHand = otherPose.HasValue
                    ? UnitySpace.ToHall(otherPose.Value.position)
                    : rig.BesideEye(LostHand),
                View = rig.View,
                Select = tool.Trigger,
                Grip = tool.Grip,
                Cancel = other.Trigger,
                Menu = other.PrimaryPressed || other.MenuPressed || tool.MenuPressed,
                Next = tool.PrimaryPressed,
                Previous = tool.SecondaryPressed,
                Undo = other.SecondaryPressed,
                Snapshot = tool.StickPressed,
                Help = other.StickPressed,
                Move = new Numbers.Vector2(walk.x, walk.y),
                Turn = !tool.Grip && !aiming && across ? stick.x : 0,
                TeleportAim = aiming,
                Push = tool.Grip && !across ? stick.y : 0,
                Scale = tool.Grip && across ? stick.x : 0,
                Typed = keyboard.Take(),
                Backspace = keyboard.Backspace,
                Enter = keyboard.Enter,
            };
        }

        public void Dispose()
        {
            left.Dispose();
            right.Dispose();
            keyboard.Dispose();
        }

        /// <summary>From the play space to where the rig has put it.</summary>
        private EnginePose InHall(HandActions hand)
        {
            Transform space = rig.Space;
            return new EnginePose(space.TransformPoint(hand.Position), space.rotation * hand.Rotation);
        }
    }
}
