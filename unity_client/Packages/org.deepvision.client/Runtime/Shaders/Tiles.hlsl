// The values of feature maps on their pages: positive part, negative part and share without data, averaged apart.

#ifndef DEEPVISION_TILES_INCLUDED
#define DEEPVISION_TILES_INCLUDED

#include "Packages/org.deepvision.client/Runtime/Shaders/Sampling.hlsl"

static const float COARSEST = 3.0; // last level of detail in the textures
static const float PAGE_SIZE = 1024.0;

TEXTURE2D_ARRAY(_Full);   // R8: level 0, signed; 128 is zero, 0 is no data
TEXTURE2D_ARRAY(_Coarse); // RG16: levels 1, 2, 3; positive, negative part
SAMPLER(sampler_Coarse);

/// One texel of level 0.
float3 ExactTexel(int2 at, int page)
{
    float stored = floor(LOAD_TEXTURE2D_ARRAY_LOD(_Full, at, page, 0).r * 255.0 + 0.5);
    float value = (stored - 128.0) / 127.0;
    return stored == 0.0 ? float3(0.0, 0.0, 1.0) : float3(max(value, 0.0), max(-value, 0.0), 0.0);
}

/// Level 0 between four texels. By hand, because positive, negative and missing values must not be averaged together.
float3 SmoothTexel(float2 texel, int3 origin, float2 tile)
{
    float2 base = clamp(texel, 0.5, tile - 0.5) - 0.5;
    int2 low = int2(base);
    int2 high = min(low + 1, int2(tile) - 1);
    float2 weight = base - float2(low);
    float3 topLeft = ExactTexel(origin.xy + low, origin.z);
    float3 topRight = ExactTexel(origin.xy + int2(high.x, low.y), origin.z);
    float3 bottomLeft = ExactTexel(origin.xy + int2(low.x, high.y), origin.z);
    float3 bottomRight = ExactTexel(origin.xy + high, origin.z);
    return lerp(lerp(topLeft, topRight, weight.x), lerp(bottomLeft, bottomRight, weight.x), weight.y);
}

/// Levels 1 to 3.
float2 CoarseTexel(float2 texel, int3 origin, float2 tile, float lod)
{
    float2 uv = (float2(origin.xy) + ClampInside(texel, tile, lod)) / PAGE_SIZE;
    return SAMPLE_TEXTURE2D_ARRAY_LOD(_Coarse, sampler_Coarse, uv, float(origin.z), lod - 1.0).rg;
}

float3 ValueAt(float2 texel, int3 origin, float2 tile, float lod, float2 means)
{
    if (lod <= 0.0)
    {
        return ExactTexel(origin.xy + int2(clamp(texel, 0.5, tile - 0.5)), origin.z);
    }
    if (lod < 1.0)
    {
        float3 next = float3(CoarseTexel(texel, origin, tile, 1.0), 0.0);
        return lerp(SmoothTexel(texel, origin, tile), next, lod);
    }
    float2 value = CoarseTexel(texel, origin, tile, min(lod, COARSEST));
    return float3(lerp(value, means, saturate(lod - COARSEST)), 0.0);
}

/// The mean over a pixel's footprint: `texel` is where in the tile, `finest` the finest level there is, `means` what
/// a map tends to from afar.
float3 FilteredValue(float2 texel, Footprint footprint, int3 origin, float2 tile, float finest, float2 means)
{
    float lod = max(footprint.lod, finest);
    if (footprint.longer <= 1.0)
    {
        return ValueAt(texel, origin, tile, lod, means);
    }
    float3 sum = 0.0;
    for (float number = 0.5; number < footprint.samples; number++)
    {
        float2 offset = (number / footprint.samples - 0.5) * footprint.along;
        sum += ValueAt(texel + offset, origin, tile, lod, means);
    }
    return sum / footprint.samples;
}

/// Upper left texel of a channel's tile, and its page. `cell` is the size of the page's cells in texels; `page` holds
/// cells per page across and down, the layer's first page and its first row there.
int3 TileOrigin(float channel, float2 cell, float4 page)
{
    float rowsDown = floor((channel + 0.5) / page.x);
    float row = page.w + rowsDown;
    float pageOffset = floor((row + 0.5) / page.y);
    float2 corner = float2(channel - rowsDown * page.x, row - pageOffset * page.y) * cell;
    return int3(int2(corner), int(page.z + pageOffset));
}

#endif
