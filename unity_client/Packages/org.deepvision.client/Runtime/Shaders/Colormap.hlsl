// Colours of signed values: line by line what web_client/src/scene/colormap.glsl does, and a test compares the two.

#ifndef DEEPVISION_COLORMAP_INCLUDED
#define DEEPVISION_COLORMAP_INCLUDED

/// Linear RGB to sRGB (IEC 61966-2-1), 0…1.
float3 EncodeSrgb(float3 light)
{
    float3 curved = 1.055 * pow(max(light, 1e-9), 1.0 / 2.4) - 0.055;
    return lerp(12.92 * light, curved, step(0.0031308, light));
}

/// The sRGB colour of a mixture: `positive` is the mean of max(v, 0), `negative` that of max(-v, 0), both in 0…1.
/// Every map is black at zero, so the colours of the two parts add up.
float3 ColourOf(int map, float positive, float negative)
{
    if (map == 0)
    {
        return min(float3(positive, positive, positive + negative), 1.0);
    }
    if (map == 1)
    {
        return min(negative * float3(1.0, 0.6, 0.0) + positive * float3(0.3, 0.9, 1.0), 1.0);
    }
    float3 below = negative * negative * negative * float3(0.1411, 0.5347, 0.9755);
    float3 above = positive * positive * positive * float3(0.8915, 0.3613, 0.1431);
    return EncodeSrgb(min(below + above, 1.0));
}

#endif
