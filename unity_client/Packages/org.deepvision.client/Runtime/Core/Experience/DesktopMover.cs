using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>A visitor with mouse and keyboard.</summary>
    internal sealed class DesktopMover : IMover
    {
        private const float StickThreshold = 0.5f;
        private const float MetresPerNotch = 0.6f;
        private readonly Visitor visitor;
        private bool turnedBefore;

        public DesktopMover(Pose start, bool reducedMotion)
        {
            visitor = new Visitor(start, reducedMotion);
        }

        public Pose Eye => visitor.Pose;

        public float Darkness => visitor.Darkness;

        public float VignetteOpening => 0;

        public bool ReducedMotion
        {
            set { visitor.ReducedMotion = value; }
        }

        public void Update(InputFrame input, IReadOnlyList<Vector3> stations)
        {
            visitor.Update(new Steps(input.Move, input.Rise, input.Run), input.Seconds);
            bool turns = Math.Abs(input.Turn) > StickThreshold;
            if (turns && !turnedBefore)
            {
                visitor.TurnStep(-Math.Sign(input.Turn));
            }

            turnedBefore = turns;
            if (input.Scroll != 0)
            {
                visitor.Advance(input.Scroll * MetresPerNotch);
            }
        }

        public void GoTo(Pose pose)
        {
            visitor.GoTo(pose);
        }

        public void WalkTo(Vector3 floorPoint)
        {
            Vector3 eye = new Vector3(floorPoint.X, Sizes.EyeHeight, floorPoint.Z);
            visitor.GoTo(visitor.Pose.At(eye));
        }

        public void Teleport()
        {
            // A mouse presses on the floor instead.
        }

        public void Place(Pose pose)
        {
            visitor.Place(pose);
        }

        public void Arrive(Pose outside, Pose entrance)
        {
            visitor.Place(outside);
            visitor.GoTo(entrance, Sizes.DescentSeconds, float.PositiveInfinity);
        }

        public void Look(Vector2 radians)
        {
            visitor.Turn(radians.X, radians.Y);
        }

        public Pose? Reading(HallScene scene, LayerName layer, View view, bool withSheet)
        {
            if (!withSheet)
            {
                return scene.Tour.Reading(layer, view);
            }

            Pose? reading = scene.Tour.Reading(layer, SheetPlaces.FreeView(view));
            return reading.HasValue
                ? new Pose(
                    reading.Value.Position,
                    reading.Value.Yaw - SheetPlaces.TurnForSheet(view),
                    reading.Value.Pitch)
                : (Pose?)null;
        }
    }
}
