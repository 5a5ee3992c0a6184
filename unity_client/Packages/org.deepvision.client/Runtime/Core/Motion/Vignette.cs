using System;

namespace DeepVision.Motion
{
    /// <summary>
    /// Narrows the view while one glides in a headset, because the edge of the eye is what makes sick. It closes and
    /// opens quickly, but not at once.
    /// </summary>
    public sealed class Vignette
    {
        /// <summary>Degrees that stay clear while nobody moves: more than any headset shows.</summary>
        private const float Open = 150;
        private const float DegreesPerSecond = 450;
        private float clear = Open;

        /// <summary>Tangent of the half angle that stays clear; 0: all of it.</summary>
        public float Opening => clear >= Open ? 0 : (float)Math.Tan(clear / 2 * Math.PI / 180);

        /// <summary>Lets time pass.</summary>
        /// <param name="gliding">whether one moves</param>
        /// <param name="degrees">how much stays clear while one moves</param>
        /// <param name="seconds">since the frame before</param>
        public void Update(bool gliding, float degrees, float seconds)
        {
            float step = DegreesPerSecond * seconds;
            clear = gliding ? Math.Max(Math.Min(degrees, Open), clear - step) : Math.Min(Open, clear + step);
        }
    }
}
