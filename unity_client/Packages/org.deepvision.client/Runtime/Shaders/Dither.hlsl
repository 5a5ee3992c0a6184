// Order-independent transparency: a share of the pixels is left out.

#ifndef DEEPVISION_DITHER_INCLUDED
#define DEEPVISION_DITHER_INCLUDED

/// Interleaved gradient noise (Jimenez 2014), 0…1, of a pixel's position on the screen. In full precision: a half
/// would repeat itself in stripes.
float DitherNoise(float2 pixel)
{
    return frac(52.9829189 * frac(dot(pixel, float2(0.06711056, 0.00583715))));
}

#endif
