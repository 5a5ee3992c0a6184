using System;
using System.Numerics;
using DeepVision.Space;

namespace DeepVision.Tools
{
    /// <summary>
    /// A panel or sheet in one's hand. The point that was gripped stays on the ray, at the same distance unless it is
    /// pushed or pulled. In a headset the panel turns with the hand; at a desktop it keeps its direction.
    /// </summary>
    public sealed class PanelGrab
    {
        private const float Nearest = 0.4f;
        private const float Farthest = 40;

        /// <summary>Natural logarithms per second at full stick, and of one notch of the wheel.</summary>
        private const float PushRate = 1.2f;
        private const float ScaleRate = 0.9f;
        private const float PushOfNotch = 0.1f;
        private readonly bool turnsWithHand;
        private readonly float handYaw;

        /// <summary>From the centre to the gripped point in the panel's own axes, at scale 1.</summary>
        private readonly Vector3 gripped;
        private float distance;

        /// <param name="target">what is gripped, where, and how it stands</param>
        /// <param name="pointer">the ray that met it</param>
        /// <param name="turnsWithHand">whether its yaw follows the ray's</param>
        public PanelGrab(Target target, Ray pointer, bool turnsWithHand)
        {
            this.turnsWithHand = turnsWithHand;
            Target = target;
            From = target.Pose;
            Pose = target.Pose;
            distance = target.Distance;
            handYaw = YawOf(pointer);
            gripped = Poses.Turned(target.Point - From.Position, -From.Yaw) / From.Scale;
        }

        public Target Target { get; }

        /// <summary>Where it stood.</summary>
        public PanelPose From { get; }

        /// <summary>Where it stands.</summary>
        public PanelPose Pose { get; private set; }

        /// <summary>Follows the hand.</summary>
        public void Update(InputFrame input)
        {
            float push = input.Push * PushRate * input.Seconds + input.Scroll * PushOfNotch;
            distance = Within(distance * (float)Math.Exp(push), Nearest, Farthest);
            float growth = (float)Math.Exp(input.Scale * ScaleRate * input.Seconds);
            float scale = Within(Pose.Scale * growth, Sizes.SmallestScale, Sizes.LargestScale);
            float turned = turnsWithHand ? Poses.WrapAngle(YawOf(input.Pointer) - handYaw) : 0;
            float yaw = From.Yaw + turned;
            Vector3 centre = input.Pointer.At(distance) - Poses.Turned(gripped * scale, yaw);
            Pose = new PanelPose(centre, yaw, scale);
        }

        private static float YawOf(Ray ray)
        {
            return (float)Math.Atan2(-ray.Direction.X, -ray.Direction.Z);
        }

        private static float Within(float value, float least, float most)
        {
            return Math.Max(least, Math.Min(most, value));
        }
    }
}
