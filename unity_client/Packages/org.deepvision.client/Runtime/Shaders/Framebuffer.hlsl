// From the numbers that are to appear on the screen to what a shader hands over.

#ifndef DEEPVISION_FRAMEBUFFER_INCLUDED
#define DEEPVISION_FRAMEBUFFER_INCLUDED

/// sRGB (IEC 61966-2-1) to linear RGB, 0…1. In full precision: the power of a half is off by a step of the screen.
float3 DecodeSrgb(float3 colour)
{
    float3 curved = pow(max((colour + 0.055) / 1.055, 1e-9), 2.4);
    return lerp(colour / 12.92, curved, step(0.04045, colour));
}

/// Every shader computes sRGB as it is to be seen, as the browser client does, and ends with this. In linear colour
/// space the card encodes what is written, so that has to be undone beforehand.
half4 ToFramebuffer(float3 colour, float alpha)
{
#ifdef UNITY_COLORSPACE_GAMMA
    return half4(colour, alpha);
#else
    return half4(DecodeSrgb(colour), alpha);
#endif
}

#endif
