using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>
    /// The eye at a desktop: walks, turns, glides and jumps. Knows nothing of keyboards and engines. A headset moves by
    /// <see cref="HeadsetRig"/> instead, which never glides by itself.
    /// </summary>
    public sealed class Visitor
    {
        /// <summary>Seconds to darken and to brighten again around a jump.</summary>
        private const float Darken = 0.1f;
        private const float Brighten = 0.18f;
        private const float ShortWay = 0.2f;
        private Glide glide;
        private Blink blink;
        private Pose destination;
        private bool crouching;

        /// <param name="start">where one begins</param>
        /// <param name="reducedMotion">every glide becomes a jump</param>
        public Visitor(Pose start, bool reducedMotion = false)
        {
            Pose = start;
            ReducedMotion = reducedMotion;
        }

        public Pose Pose { get; private set; }

        public bool ReducedMotion { get; set; }

        /// <summary>How dark the view is while it jumps, 0…1.</summary>
        public float Darkness => blink == null ? 0 : blink.Darkness;

        public bool IsTravelling => glide != null || blink != null;

        /// <summary>Glides there, or jumps through a short darkness when it is far.</summary>
        /// <param name="to">where to arrive</param>
        /// <param name="seconds">how long a glide takes</param>
        /// <param name="farthest">metres beyond which it is a jump</param>
        public void GoTo(
            Pose to, float seconds = Sizes.GlideSeconds, float farthest = Sizes.LongestGlide)
        {
            if (ReducedMotion)
            {
                Place(to);
                return;
            }

            bool far = Poses.Distance(Pose, to) > farthest;
            destination = to;
            blink = far ? new Blink(Darken, Brighten) : null;
            glide = far ? null : new Glide(Pose, to, seconds);
        }

        /// <summary>Ends a journey at its destination; whoever moves by hand has arrived.</summary>
        public void Skip()
        {
            if (IsTravelling)
            {
                Place(destination);
            }
        }

        /// <summary>Is there at once.</summary>
        public void Place(Pose pose)
        {
            glide = null;
            blink = null;
            Pose = pose;
        }

        /// <summary>Turns by radians, as a drag does.</summary>
        public void Turn(float yaw, float pitch)
        {
            Skip();
            Pose = Walk.Turned(Pose, yaw, pitch);
        }

        /// <summary>Turns by 45°: 1 to the left, -1 to the right.</summary>
        public void TurnStep(int side)
        {
            GoTo(new Pose(Pose.Position, Pose.Yaw + side * Sizes.TurnStep, Pose.Pitch), ShortWay);
        }

        /// <summary>Goes along the line of sight by metres, as the wheel does.</summary>
        public void Advance(float metres)
        {
            Skip();
            Pose = Walk.Advanced(Pose, metres);
        }

        /// <summary>Between standing and crouching; also the way back down to the floor.</summary>
        public void Crouch()
        {
            Skip();
            crouching = !crouching || Pose.Position.Y > Sizes.EyeHeight;
            Vector3 here = Pose.Position;
            float height = crouching ? Sizes.CrouchHeight : Sizes.EyeHeight;
            GoTo(Pose.At(new Vector3(here.X, height, here.Z)), ShortWay, float.PositiveInfinity);
        }

        /// <summary>Lets time pass. True while the eye still moves.</summary>
        /// <param name="steps">what the hands ask for; steps end a journey at its destination</param>
        /// <param name="seconds">since the frame before</param>
        public bool Update(Steps steps, float seconds)
        {
            if (!steps.AreNone)
            {
                Skip();
                Pose = Walk.Walked(Pose, steps, seconds);
                return true;
            }

            if (glide != null)
            {
                Pose = glide.Advance(seconds);
                glide = glide.IsOver ? null : glide;
                return true;
            }

            if (blink != null)
            {
                Pose = blink.Advance(seconds) ? destination : Pose;
                blink = blink.IsOver ? null : blink;
                return true;
            }

            return false;
        }
    }
}
