using System;

namespace DeepVision.Tiles
{
    /// <summary>
    /// Levels of detail of one feature map. Level m holds area means over blocks of 2^m × 2^m values; from level 1 on
    /// as two planes, the means of max(v, 0) and then those of max(−v, 0), 255 being the scale. Level 0 are signed
    /// bytes: 128 is zero, 0 is no data, 1…255 are −1…1 times the scale. Targets are given, so that a load leaves no
    /// garbage.
    /// </summary>
    public static class Mips
    {
        private const int Zero = 128;
        private const int Steps = 127;

        /// <summary>Number of texels of a side of <paramref name="size"/> at a level.</summary>
        public static int LevelSize(int size, int mip)
        {
            return (size + (1 << mip) - 1) >> mip;
        }

        /// <summary>Number of bytes of the two planes of a level of a map.</summary>
        public static int PlanesLength(int height, int width, int mip)
        {
            return 2 * LevelSize(height, mip) * LevelSize(width, mip);
        }

        /// <summary>
        /// Level 1 of a signed map (height, width) that begins at <paramref name="offset"/>. Values without data count
        /// as zero; a block that the border cuts is averaged over what it has.
        /// </summary>
        public static void SplitAndHalve(byte[] values, int offset, int height, int width, byte[] planes)
        {
            int size = LevelSize(height, 1) * LevelSize(width, 1);
            int target = 0;
            for (int y = 0; y < height; y += 2)
            {
                int bottom = Math.Min(y + 2, height);
                for (int x = 0; x < width; x += 2, target++)
                {
                    int right = Math.Min(x + 2, width);
                    int positive = 0;
                    int negative = 0;
                    for (int row = y; row < bottom; row++)
                    {
                        int start = offset + row * width;
                        for (int at = start + x; at < start + right; at++)
                        {
                            int value = values[at];
                            if (value > Zero)
                            {
                                positive += value - Zero;
                            }
                            else if (value > 0)
                            {
                                negative += Zero - value;
                            }
                        }
                    }
                    int count = (bottom - y) * (right - x) * Steps;
                    planes[target] = (byte)Rounded(255 * positive, count);
                    planes[size + target] = (byte)Rounded(255 * negative, count);
                }
            }
        }

        /// <summary>
        /// Level <paramref name="mip"/> + 1 from level <paramref name="mip"/> ≥ 1 of a map (height, width). Texels that
        /// the border cuts weigh as many values as they stand for.
        /// </summary>
        public static void HalvePlanes(byte[] planes, int offset, int height, int width, int mip, byte[] halved)
        {
            int inHeight = LevelSize(height, mip);
            int inWidth = LevelSize(width, mip);
            int target = 0;
            for (int plane = 0; plane < 2; plane++, offset += inHeight * inWidth)
            {
                for (int y = 0; y < inHeight; y += 2)
                {
                    int bottom = Math.Min(y + 2, inHeight);
                    for (int x = 0; x < inWidth; x += 2)
                    {
                        int right = Math.Min(x + 2, inWidth);
                        int sum = 0;
                        int weights = 0;
                        for (int row = y; row < bottom; row++)
                        {
                            int rowWeight = Covered(height, row, mip);
                            for (int column = x; column < right; column++)
                            {
                                int weight = rowWeight * Covered(width, column, mip);
                                sum += weight * planes[offset + row * inWidth + column];
                                weights += weight;
                            }
                        }
                        halved[target++] = (byte)Rounded(sum, weights);
                    }
                }
            }
        }

        /// <summary>
        /// Mean of one plane (0: positive, 1: negative) of level <paramref name="mip"/> ≥ 1 of a map (height, width),
        /// in [0, 1].
        /// </summary>
        public static float PlaneMean(byte[] planes, int offset, int height, int width, int mip, int plane)
        {
            int inHeight = LevelSize(height, mip);
            int inWidth = LevelSize(width, mip);
            int start = offset + plane * inHeight * inWidth;
            long sum = 0;
            for (int row = 0; row < inHeight; row++)
            {
                int rowWeight = Covered(height, row, mip);
                for (int column = 0; column < inWidth; column++)
                {
                    sum += rowWeight * Covered(width, column, mip) * planes[start + row * inWidth + column];
                }
            }
            return (float)(sum / (255.0 * height * width));
        }

        /// <summary>
        /// Area means over blocks of reduction × reduction signed values; 0 where a block has no data at all.
        /// </summary>
        public static void ReduceSigned(byte[] values, int offset, int height, int width, int reduction, byte[] reduced)
        {
            Reduce(values, offset, height, width, reduction, true, reduced, 0);
        }

        /// <summary>The same for the two planes of a level that is (height, width).</summary>
        public static void ReducePlanes(byte[] planes, int offset, int height, int width, int reduction, byte[] reduced)
        {
            int second = Divided(height, reduction) * Divided(width, reduction);
            Reduce(planes, offset, height, width, reduction, false, reduced, 0);
            Reduce(planes, offset + height * width, height, width, reduction, false, reduced, second);
        }

        private static void Reduce(
            byte[] values,
            int offset,
            int height,
            int width,
            int reduction,
            bool zeroIsMissing,
            byte[] reduced,
            int target)
        {
            for (int y = 0; y < height; y += reduction)
            {
                int bottom = Math.Min(y + reduction, height);
                for (int x = 0; x < width; x += reduction)
                {
                    int right = Math.Min(x + reduction, width);
                    long sum = 0;
                    int count = 0;
                    for (int row = y; row < bottom; row++)
                    {
                        for (int column = x; column < right; column++)
                        {
                            int value = values[offset + row * width + column];
                            if (value != 0 || !zeroIsMissing)
                            {
                                sum += value;
                                count++;
                            }
                        }
                    }
                    reduced[target++] = count == 0 ? (byte)0 : (byte)Rounded(sum, count);
                }
            }
        }

        /// <summary>How many values of a side of <paramref name="size"/> a texel of a level stands for.</summary>
        private static int Covered(int size, int texel, int mip)
        {
            return Math.Min(1 << mip, size - (texel << mip));
        }

        /// <summary>The quotient of numbers that are not negative, halves rounded up.</summary>
        private static long Rounded(long number, long by)
        {
            return (2 * number + by) / (2 * by);
        }

        private static int Divided(int number, int by)
        {
            return (number + by - 1) / by;
        }
    }
}
