using System;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>A short way from one pose to another, smooth at both ends.</summary>
    public sealed class Glide
    {
        private readonly Pose from;
        private readonly float seconds;
        private float elapsed;

        public Glide(Pose from, Pose to, float seconds)
        {
            this.from = from;
            To = to;
            this.seconds = seconds;
        }

        public Pose To { get; }

        public bool IsOver => elapsed >= seconds;

        /// <summary>Lets time pass and returns where one is then.</summary>
        public Pose Advance(float passed)
        {
            elapsed += passed;
            return IsOver ? To : Poses.Between(from, To, Math.Max(0, elapsed / seconds));
        }
    }
}
