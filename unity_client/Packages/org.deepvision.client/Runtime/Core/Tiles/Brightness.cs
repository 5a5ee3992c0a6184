using System.Collections.Generic;
using System.Linq;

namespace DeepVision.Tiles
{
    /// <summary>How bright a layer is shown with the scale "per layer".</summary>
    public static class Brightness
    {
        /// <summary>Fewer channels than this are shown up to their largest value, as those of a picture.</summary>
        private const int FewChannels = 8;

        /// <summary>
        /// The absolute value that a layer shows at full brightness: half of its living channels reach it. With the
        /// largest of all, one loud channel would leave the others in the dark. Vectors and layers of few channels are
        /// not cut off. 1 where all are zero.
        /// </summary>
        /// <param name="largest">per channel its largest absolute finite value</param>
        /// <param name="isMap">false for a vector</param>
        public static float Full(IReadOnlyList<float> largest, bool isMap)
        {
            float[] living = largest.Where(value => value > 0).OrderBy(value => value).ToArray();
            if (living.Length == 0)
            {
                return 1;
            }
            int last = living.Length - 1;
            return living[isMap && largest.Count >= FewChannels ? last / 2 : last];
        }
    }
}
