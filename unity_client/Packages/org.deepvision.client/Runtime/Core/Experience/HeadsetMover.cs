using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>A visitor with a headset: the play space moves, the head moves in it.</summary>
    internal sealed class HeadsetMover : IMover
    {
        public HeadsetMover(Pose start, HeadsetComfort comfort)
        {
            Rig = new HeadsetRig(start, comfort);
        }

        public HeadsetRig Rig { get; }

        public TeleportArc Arc { get; } = new TeleportArc();

        public Pose Eye => Rig.Head;

        public float Darkness => Rig.Darkness;

        public float VignetteOpening => Rig.VignetteOpening;

        public void Update(InputFrame input, IReadOnlyList<Vector3> stations)
        {
            Rig.Track(InPlaySpace(input.Head), input.Seconds);
            Rig.Update(input.Move, input.Turn, input.Seconds);
            if (input.TeleportAim)
            {
                Arc.Aim(input.Pointer, stations);
            }
        }

        public void GoTo(Pose pose)
        {
            Rig.BlinkTo(pose.Position, pose.Yaw);
        }

        public void WalkTo(Vector3 floorPoint)
        {
            Rig.BlinkTo(floorPoint);
        }

        public void Teleport()
        {
            if (Arc.Landing.HasValue)
            {
                Rig.BlinkTo(Arc.Landing.Value.Point);
            }

            Arc.Stop();
        }

        public void Place(Pose pose)
        {
            Rig.StandAt(pose.Position, pose.Yaw);
        }

        /// <summary>In a headset the view never moves by itself: one is there.</summary>
        public void Arrive(Pose outside, Pose entrance)
        {
            Place(entrance);
        }

        public void Look(Vector2 radians)
        {
            // The head looks by itself.
        }

        public Pose? Reading(HallScene scene, LayerName layer, View view, bool withSheet)
        {
            Station station = scene.Tour.Of(layer);
            return station == null ? (Pose?)null : station.Pose;
        }

        /// <summary>The engine tells where the head is in the hall, by where the play space stood.</summary>
        private Pose InPlaySpace(Pose head)
        {
            Vector3 place = Poses.Turned(head.Position - Rig.Position, -Rig.Yaw);
            return new Pose(place, Poses.WrapAngle(head.Yaw - Rig.Yaw), head.Pitch);
        }
    }
}
