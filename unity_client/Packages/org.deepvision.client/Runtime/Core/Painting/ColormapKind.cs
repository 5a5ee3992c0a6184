namespace DeepVision.Painting
{
    /// <summary>The colour maps, by the numbers that the shader knows.</summary>
    public enum ColormapKind
    {
        /// <summary>Negative blue, zero black, positive white: the thesis's map.</summary>
        BlueBlackWhite = 0,

        /// <summary>Hues that also red-green blind people tell apart.</summary>
        OrangeBlackCyan = 1,

        /// <summary>Blue and orange of equal lightness; lightness (OKLab) is proportional to |v|.</summary>
        Uniform = 2,
    }
}
