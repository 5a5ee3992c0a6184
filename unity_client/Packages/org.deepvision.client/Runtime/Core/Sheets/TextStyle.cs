namespace DeepVision.Sheets
{
    /// <summary>How large and how heavy text is.</summary>
    public readonly struct TextStyle
    {
        /// <summary>Height of capitals in pixels.</summary>
        public readonly float Capitals;

        /// <summary>How much thicker the letters are, as a part of the capitals' height.</summary>
        public readonly float Weight;

        public TextStyle(float capitals, float weight)
        {
            Capitals = capitals;
            Weight = weight;
        }

        /// <summary>From one line to the next, in pixels.</summary>
        public float LineHeight => Capitals * 1.9f;
    }
}
