using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>One line of text.</summary>
    public readonly struct Text
    {
        /// <summary>Its middle is the middle of the capitals' height, at the left end, centre or right end.</summary>
        public readonly Board Board;
        public readonly string Words;

        /// <summary>Height of the capitals in metres.</summary>
        public readonly float Capitals;
        public readonly TextAlign Align;
        public readonly Rgb Colour;

        /// <summary>Metres. Longer lines are made narrower down to 75 %, then cut with an ellipsis.</summary>
        public readonly float Widest;

        public Text(
            Board board,
            string words,
            float capitals,
            TextAlign align,
            Rgb colour,
            float widest = float.PositiveInfinity)
        {
            Board = board;
            Words = words;
            Capitals = capitals;
            Align = align;
            Colour = colour;
            Widest = widest;
        }
    }
}
