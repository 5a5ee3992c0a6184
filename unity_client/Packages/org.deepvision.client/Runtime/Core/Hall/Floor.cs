using System;

namespace DeepVision.Hall
{
    /// <summary>The floor: a grid that follows the eye.</summary>
    public static class Floor
    {
        private const float LeastReach = 240;

        /// <summary>Side of the drawn square in metres; larger when seen from high above.</summary>
        /// <param name="eyeHeight">metres</param>
        public static float Reach(float eyeHeight)
        {
            return Math.Max(LeastReach, 8 * eyeHeight);
        }
    }
}
