namespace DeepVision.Hall
{
    /// <summary>Where the class board stands, and how many lines it has.</summary>
    public readonly struct ClassPlace
    {
        /// <summary>Metres.</summary>
        public readonly float X;
        public readonly float Z;

        /// <summary>Height of the board's lower edge, in metres.</summary>
        public readonly float Bottom;
        public readonly int Lines;

        public ClassPlace(float x, float z, float bottom, int lines)
        {
            X = x;
            Z = z;
            Bottom = bottom;
            Lines = lines;
        }
    }
}
