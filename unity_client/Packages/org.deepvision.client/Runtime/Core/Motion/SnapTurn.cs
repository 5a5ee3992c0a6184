using System;
using DeepVision.Space;

namespace DeepVision.Motion
{
    /// <summary>
    /// A stick that turns by steps: beyond 0.7 it turns once, and again every 0.3 s while it is held there; it is armed
    /// again below 0.4.
    /// </summary>
    public sealed class SnapTurn
    {
        private bool armed = true;
        private float held;

        /// <summary>Lets time pass. -1: one step to the left is due, 1: to the right, 0: none.</summary>
        /// <param name="stick">-1 (left) … 1 (right)</param>
        /// <param name="seconds">since the frame before</param>
        public int Update(float stick, float seconds)
        {
            float beyond = Math.Abs(stick);
            armed = armed || beyond < Sizes.SnapTurnArmedBelow;
            if (beyond < Sizes.SnapTurnAt)
            {
                held = 0;
                return 0;
            }

            held += seconds;
            if (!armed && held < Sizes.SnapTurnRepeat)
            {
                return 0;
            }

            armed = false;
            held = 0;
            return Math.Sign(stick);
        }
    }
}
