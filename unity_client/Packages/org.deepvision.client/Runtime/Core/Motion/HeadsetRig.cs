using System;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>
    /// Where the play space of a headset stands in the hall. The head moves in it by itself; the rig moves the play
    /// space only when the visitor asks, by steps, blinks, or a glide with a vignette. Every turn is about the head, so
    /// that nobody is swung around. Metres, radians, right-handed, y up, as everything in the hall.
    /// </summary>
    public sealed class HeadsetRig
    {
        private const float StickDeadZone = 0.15f;
        private readonly SnapTurn snap = new SnapTurn();
        private readonly Vignette vignette = new Vignette();
        private readonly float startYaw;
        private Blink blink;
        private Vector3 destination;
        private float? heading;
        private Vector3 anchor;
        private float lift;
        private float low;
        private bool declined;
        private bool isTracked;

        /// <param name="start">where the head is to be, looking along its yaw; its height is the visitor's own</param>
        /// <param name="comfort">how to move; may change at any time</param>
        public HeadsetRig(Pose start, HeadsetComfort comfort)
        {
            Comfort = comfort;
            startYaw = start.Yaw;
            anchor = OnFloor(start.Position);
            Yaw = start.Yaw;
            Position = anchor;
        }

        public HeadsetComfort Comfort { get; }

        /// <summary>The play space's origin in the hall; y lifts a seated visitor.</summary>
        public Vector3 Position { get; private set; }

        /// <summary>How the play space is turned about +y.</summary>
        public float Yaw { get; private set; }

        /// <summary>The head in the play space, as last tracked.</summary>
        public Pose Tracked { get; private set; }

        /// <summary>The head in the hall.</summary>
        public Pose Head => new Pose(ToHall(Tracked.Position), Tracked.Yaw + Yaw, Tracked.Pitch);

        public bool IsSeated { get; private set; }

        /// <summary>Whether the seated mode is to be offered now.</summary>
        public bool OffersSeat => !IsSeated && !declined && low >= Sizes.SeatedAfter;

        /// <summary>How dark the view is while it jumps, 0…1.</summary>
        public float Darkness => blink == null ? 0 : blink.Darkness;

        /// <summary>Tangent of the half angle that stays clear while one glides; 0: all of it.</summary>
        public float VignetteOpening => vignette.Opening;

        /// <summary>Whether a jump is under way.</summary>
        public bool IsTravelling => blink != null;

        /// <summary>A point of the play space in the hall.</summary>
        public Vector3 ToHall(Vector3 point)
        {
            return Position + Poses.Turned(point, Yaw);
        }

        /// <summary>A hand's ray in the hall.</summary>
        public Ray ToHall(Ray ray)
        {
            return new Ray(ToHall(ray.Origin), Poses.Turned(ray.Direction, Yaw));
        }

        /// <summary>
        /// Tells where the head is in the play space, once per frame, before anything is asked. The first time the play
        /// space is put where the head stands at the start.
        /// </summary>
        /// <param name="head">from the headset</param>
        /// <param name="seconds">since the frame before</param>
        public void Track(Pose head, float seconds)
        {
            Tracked = head;
            low = head.Position.Y < Sizes.SeatedBelow ? low + seconds : 0;
            if (!isTracked)
            {
                isTracked = true;
                StandAt(anchor, startYaw);
            }
        }

        /// <summary>Lets time pass: turns, glides and jumps.</summary>
        /// <param name="move">stick: x to the right, y ahead</param>
        /// <param name="turn">stick: -1 left … 1 right</param>
        /// <param name="seconds">since the frame before</param>
        public void Update(Vector2 move, float turn, float seconds)
        {
            UpdateTurn(turn, seconds);
            bool gliding = Comfort.Glides && move.Length() > StickDeadZone && blink == null;
            if (gliding)
            {
                Vector2 kept = move.Length() > 1 ? Vector2.Normalize(move) : move;
                Pose level = new Pose(Vector3.Zero, Head.Yaw, 0);
                Position += (level.Forward * kept.Y + level.Right * kept.X) * (Sizes.HeadsetWalkSpeed * seconds);
            }

            vignette.Update(gliding && Comfort.VignetteDegrees > 0, Comfort.VignetteDegrees, seconds);
            if (blink != null && blink.Advance(seconds))
            {
                Arrive();
            }

            blink = blink == null || blink.IsOver ? null : blink;
        }

        /// <summary>Jumps there through a blink of the eye; the heading is kept.</summary>
        public void BlinkTo(Vector3 floorPoint)
        {
            Leave(floorPoint, null);
        }

        /// <summary>Jumps there through a blink of the eye; the head faces <paramref name="yaw"/> then.</summary>
        public void BlinkTo(Vector3 floorPoint, float yaw)
        {
            Leave(floorPoint, yaw);
        }

        /// <summary>Is there at once, as at the beginning; the head looks along <paramref name="yaw"/>.</summary>
        public void StandAt(Vector3 floorPoint, float yaw)
        {
            destination = OnFloor(floorPoint);
            heading = yaw;
            blink = null;
            Arrive();
        }

        /// <summary>
        /// Puts the visitor back over the place last gone to, wherever in the room they have wandered, and sets a
        /// seated eye to its height again.
        /// </summary>
        public void Recentre()
        {
            lift = IsSeated ? LiftOfSeat() : 0;
            BlinkTo(anchor);
        }

        /// <summary>Sets the eye to 1.6 m, or back to the visitor's own height.</summary>
        public void SetSeated(bool seated)
        {
            IsSeated = seated;
            lift = seated ? LiftOfSeat() : 0;
            Position = new Vector3(Position.X, lift, Position.Z);
        }

        /// <summary>The visitor does not want to be asked again.</summary>
        public void DeclineSeat()
        {
            declined = true;
        }

        private static Vector3 OnFloor(Vector3 point)
        {
            return new Vector3(point.X, 0, point.Z);
        }

        private void UpdateTurn(float turn, float seconds)
        {
            if (Comfort.TurnsSmoothly)
            {
                float stick = Math.Abs(turn) > StickDeadZone ? turn : 0;
                TurnAboutHead(-stick * Radians(Comfort.SmoothTurnSpeed) * seconds);
                return;
            }

            TurnAboutHead(-snap.Update(turn, seconds) * Radians(Comfort.TurnDegrees));
        }

        /// <summary>A right turn is a negative yaw.</summary>
        private void TurnAboutHead(float yaw)
        {
            if (yaw == 0)
            {
                return;
            }

            Vector3 head = ToHall(Tracked.Position);
            Yaw = Poses.WrapAngle(Yaw + yaw);
            Position += head - ToHall(Tracked.Position);
        }

        private void Leave(Vector3 floorPoint, float? yaw)
        {
            destination = OnFloor(floorPoint);
            heading = yaw;
            blink = new Blink(Sizes.BlinkOutSeconds, Sizes.BlinkInSeconds);
        }

        /// <summary>
        /// Without a heading the play space keeps its own: the head has turned a little since the jump was asked for,
        /// and the hall must not turn with it.
        /// </summary>
        private void Arrive()
        {
            anchor = destination;
            Yaw = heading.HasValue ? Poses.WrapAngle(heading.Value - Tracked.Yaw) : Yaw;
            Vector3 head = Poses.Turned(Tracked.Position, Yaw);
            Position = new Vector3(destination.X - head.X, lift, destination.Z - head.Z);
        }

        private float LiftOfSeat()
        {
            return Sizes.EyeHeight - Tracked.Position.Y;
        }

        private static float Radians(float degrees)
        {
            return (float)(degrees * Math.PI / 180);
        }
    }
}
