// From a pixel's footprint to a level of detail and a number of samples, for everything that lies in cells of a page.

#ifndef DEEPVISION_SAMPLING_INCLUDED
#define DEEPVISION_SAMPLING_INCLUDED

struct Footprint
{
    float longer;  // texels of level 0 along its longer side
    float samples; // 1…4 along that side
    float lod;     // for each of the samples; negative: magnified
    float2 along;  // the longer side, in texels
};

/// Seen from the side a pixel covers a long, thin piece of the map. Up to four samples along it keep what one sample
/// of the long side's level would blur. `alongX` and `alongY` are texels per pixel of the screen.
Footprint FootprintOf(float2 alongX, float2 alongY)
{
    float lengthX = length(alongX);
    float lengthY = length(alongY);
    Footprint footprint;
    footprint.longer = max(max(lengthX, lengthY), 1e-6);
    footprint.samples = clamp(floor(footprint.longer / max(min(lengthX, lengthY), 1e-6) + 0.5), 1.0, 4.0);
    footprint.lod = log2(footprint.longer / footprint.samples);
    footprint.along = lengthX > lengthY ? alongX : alongY;
    return footprint;
}

/// Half a texel of the coarser of the two levels stays between a sample and the border of what belongs to a tile of
/// `size` texels, so that no neighbour is ever mixed in.
float2 ClampInside(float2 texel, float2 size, float lod)
{
    float coarser = exp2(ceil(max(lod, 0.0)));
    float2 own = ceil(size / coarser) * coarser;
    return clamp(texel, 0.5 * coarser, own - 0.5 * coarser);
}

#endif
