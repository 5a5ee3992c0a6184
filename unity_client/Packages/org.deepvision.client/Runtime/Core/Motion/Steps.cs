using System.Numerics;

namespace DeepVision.Motion
{
    /// <summary>What the visitor's hands ask for while they walk; each number from -1 to 1.</summary>
    public readonly struct Steps
    {
        public readonly float Right;
        public readonly float Ahead;
        public readonly float Up;
        public readonly bool Run;

        public Steps(float right, float ahead, float up, bool run)
        {
            Right = right;
            Ahead = ahead;
            Up = up;
            Run = run;
        }

        /// <param name="move">x to the right, y ahead</param>
        /// <param name="up">how much to rise</param>
        /// <param name="run">whether to hurry</param>
        public Steps(Vector2 move, float up, bool run) : this(move.X, move.Y, up, run)
        {
        }

        /// <summary>Whether nothing is asked for; running alone moves nobody.</summary>
        public bool AreNone => Right == 0 && Ahead == 0 && Up == 0;
    }
}
