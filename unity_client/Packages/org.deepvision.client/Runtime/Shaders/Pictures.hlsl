// Feature visualizations on their pages: RGBA, sRGB as it is to be seen, 64 pictures to a page.

#ifndef DEEPVISION_PICTURES_INCLUDED
#define DEEPVISION_PICTURES_INCLUDED

#include "Packages/org.deepvision.client/Runtime/Shaders/Sampling.hlsl"

static const float PICTURE_SIZE = 128.0;
static const float PICTURES_ACROSS = 8.0;
static const float COARSEST_PICTURE = 3.0;

TEXTURE2D_ARRAY(_Pictures); // levels 0 to 3
SAMPLER(sampler_Pictures);

/// The mean colour of picture number `slot` over a pixel's footprint; `texel` is where in it, 0…PICTURE_SIZE.
float3 FilteredPicture(float2 texel, Footprint footprint, float slot)
{
    float lod = clamp(footprint.lod, 0.0, COARSEST_PICTURE);
    float row = floor((slot + 0.5) / PICTURES_ACROSS);
    float page = floor((row + 0.5) / PICTURES_ACROSS);
    float2 corner = float2(slot - row * PICTURES_ACROSS, row - page * PICTURES_ACROSS) * PICTURE_SIZE;
    float3 sum = 0.0;
    for (float number = 0.5; number < footprint.samples; number++)
    {
        float2 at = texel + (number / footprint.samples - 0.5) * footprint.along;
        float2 uv = (corner + ClampInside(at, PICTURE_SIZE, lod)) / (PICTURES_ACROSS * PICTURE_SIZE);
        sum += SAMPLE_TEXTURE2D_ARRAY_LOD(_Pictures, sampler_Pictures, uv, page, lod).rgb;
    }
    return sum / footprint.samples;
}

#endif
