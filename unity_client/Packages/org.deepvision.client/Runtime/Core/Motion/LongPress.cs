namespace DeepVision.Motion
{
    /// <summary>Tells a press of a button from one that lasts.</summary>
    public sealed class LongPress
    {
        private readonly float seconds;
        private float held;
        private bool told;

        /// <param name="seconds">from which on a press is long</param>
        public LongPress(float seconds = 0.8f)
        {
            this.seconds = seconds;
        }

        /// <summary>Lets time pass. True once for each long press.</summary>
        public bool Update(bool isHeld, float passed)
        {
            held = isHeld ? held + passed : 0;
            bool due = held >= seconds && !told;
            told = isHeld && (told || due);
            return due;
        }
    }
}
