// One quad per panel, all panels of all networks in one draw call. Which tile a pixel belongs to, and what is to be
// seen of it: follows web_client/src/scene/panels.vert.glsl and panels.frag.glsl line by line.

#ifndef DEEPVISION_PANELS_INCLUDED
#define DEEPVISION_PANELS_INCLUDED

#include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Colormap.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Dither.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Grid.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Pictures.hlsl"
#include "Packages/org.deepvision.client/Runtime/Shaders/Tiles.hlsl"

static const uint TILES_WIDTH = 1024; // texels per row of the tiles' texture
static const uint TILE_TEXELS = 2;    // of each tile
static const int OUTLINES = 7;

// Per tile (scale, positive mean, negative mean, channel in this cell) and (picture or -1, share, 0, 0).
TEXTURE2D_FLOAT(_Tiles);
// Per panel a row of texels; Varyings says what they hold.
TEXTURE2D_FLOAT(_PanelData);

CBUFFER_START(UnityPerMaterial)
    float4 _Backing;      // sRGB as it is
    float4 _FadeDistance; // metres: nearer than y a panel begins to fade, nearer than x it is gone
    float _Normalisation; // 0 per channel, 1 per layer, 2 shared
    float _SharedScale;
    float _Colormap;
CBUFFER_END

float4 _Outlines[7]; // panel (-1: none), column, row; 0 dashed, 1 double

UNITY_INSTANCING_BUFFER_START(PanelInstances)
    UNITY_DEFINE_INSTANCED_PROP(float, _Panel)
UNITY_INSTANCING_BUFFER_END(PanelInstances)

struct Attributes
{
    float3 corner : POSITION; // (0, 0) upper left … (1, 1) lower right, seen from the front
    UNITY_VERTEX_INPUT_INSTANCE_ID
};

struct Varyings
{
    float4 positionCS : SV_POSITION;
    float2 place : TEXCOORD0; // metres from the upper left corner, seen from the front
    float3 positionVS : TEXCOORD1;
    nointerpolation float4 grid : TEXCOORD2;    // width, height (metres), columns, rows
    nointerpolation float4 content : TEXCOORD3; // gap (metres), first channel, channels of the layer, first tile
    nointerpolation float4 tile : TEXCOORD4;    // tile width, height; cell width, height (texels)
    nointerpolation float4 page : TEXCOORD5;    // cells per page across and down; first page, first row
    nointerpolation float4 state : TEXCOORD6;   // scale, finest level there is (-1: none), opacity, share of pictures
    nointerpolation float2 panel : TEXCOORD7;   // its number; 1: one sees its front
    UNITY_VERTEX_OUTPUT_STEREO
};

float4 PanelTexel(int panel, int number)
{
    return LOAD_TEXTURE2D_LOD(_PanelData, int2(number, panel), 0);
}

Varyings PanelVertex(Attributes input)
{
    Varyings output = (Varyings)0;
    UNITY_SETUP_INSTANCE_ID(input);
    UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
    int panel = int(UNITY_ACCESS_INSTANCED_PROP(PanelInstances, _Panel) + 0.5);
    float4 placement = PanelTexel(panel, 0); // centre, yaw
    output.grid = PanelTexel(panel, 1);
    output.content = PanelTexel(panel, 2);
    output.tile = PanelTexel(panel, 3);
    output.page = PanelTexel(panel, 4);
    output.state = PanelTexel(panel, 5);
    output.place = input.corner.xy * output.grid.xy;

    float2 onPanel = float2(output.place.x - 0.5 * output.grid.x, 0.5 * output.grid.y - output.place.y);
    float3 right = float3(cos(placement.w), 0.0, -sin(placement.w));
    float3 normal = float3(sin(placement.w), 0.0, cos(placement.w));
    float3 positionOS = placement.xyz + onPanel.x * right + float3(0.0, onPanel.y, 0.0);
    output.positionVS = TransformWorldToView(TransformObjectToWorld(positionOS));

    // By geometry, not by winding: the hall is mirrored on its way to the screen. The same at all four corners.
    float3 ahead = TransformWorldToView(TransformObjectToWorld(positionOS + normal)) - output.positionVS;
    output.panel = float2(panel, dot(ahead, output.positionVS) < 0.0 ? 1.0 : 0.0);
    bool hidden = output.state.z <= 0.0;
    output.positionCS = hidden ? float4(0.0, 0.0, 2.0, 1.0) : TransformWViewToHClip(output.positionVS);
    return output;
}

float4 TileTexel(float tile, uint number)
{
    uint index = TILE_TEXELS * uint(tile + 0.5) + number;
    return LOAD_TEXTURE2D_LOD(_Tiles, int2(index % TILES_WIDTH, index / TILES_WIDTH), 0);
}

/// What is seen where there are no values.
float3 Hatching(float2 place, float pixel)
{
    const float PERIOD = 0.02;
    float phase = abs(frac((place.x + place.y) / PERIOD) - 0.5) * PERIOD;
    float stripe = saturate((phase - 0.25 * PERIOD) / pixel + 0.5);
    return lerp(0.22, 0.38, lerp(0.5, stripe, saturate(0.5 * PERIOD / pixel - 0.5))).xxx;
}

float3 WithOutlines(float3 colour, Varyings input, float2 cell, float pixel)
{
    const float3 AMBER = float3(1.0, 0.69, 0.0);
    const float3 DARK = float3(0.06, 0.07, 0.09);
    float halfWidth = max(0.00131 * length(input.positionVS), pixel); // 0.15 degrees wide
    for (int number = 0; number < OUTLINES; number++)
    {
        float4 outline = _Outlines[number];
        if (outline.x != input.panel.x)
        {
            continue;
        }
        float2 middle = CellStart(outline.yz, cell, input.content.x) + 0.5 * cell;
        float2 beyond = abs(input.place - middle) - 0.5 * cell;
        float edge = length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0);
        float onLine = saturate((halfWidth - abs(edge)) / pixel + 0.5);
        float dash = step(0.5, frac((input.place.x + input.place.y) / (8.0 * halfWidth)));
        float inner = saturate((0.4 * halfWidth - abs(edge)) / pixel + 0.5);
        colour = lerp(colour, lerp(DARK, AMBER, outline.w == 0.0 ? dash : inner), onLine);
    }
    return colour;
}

/// Too near, or on its way to being hidden.
bool FadedOut(Varyings input)
{
    float nearness = smoothstep(_FadeDistance.x, _FadeDistance.y, length(input.positionVS));
    return input.state.z * nearness <= DitherNoise(input.positionCS.xy);
}

/// The colour of a channel's values; `within` is where in the tile, 0…1, the footprint's sides in tiles.
float3 ValueColour(Varyings input, float channel, float2 within, float2 alongX, float2 alongY)
{
    float4 about = TileTexel(input.content.w + channel, 0);
    float2 tile = input.tile.xy;
    int3 origin = TileOrigin(channel, input.tile.zw, input.page);
    Footprint footprint = FootprintOf(alongX * tile, alongY * tile);
    float3 value = FilteredValue(within * tile, footprint, origin, tile, input.state.y, about.yz);
    float reference = _Normalisation < 0.5 ? about.x : _Normalisation < 1.5 ? input.state.x : _SharedScale;
    float2 scaled = min(value.xy * (about.x / reference), 1.0);
    return lerp(ColourOf(int(_Colormap + 0.5), scaled.x, scaled.y), float3(1.0, 0.0, 1.0), value.z);
}

/// The tile in a cell: its values, its feature visualization, or a mixture while one turns into the other.
float3 TileColour(Varyings input, float place, float2 within, float2 alongX, float2 alongY, float pixel)
{
    float3 shown = Hatching(input.place, pixel);
    float channel = TileTexel(input.content.w + place, 0).w;
    if (input.state.y >= 0.0)
    {
        shown = ValueColour(input, channel, within, alongX, alongY);
    }
    if (input.state.w > 0.0)
    {
        float2 picture = TileTexel(input.content.w + channel, 1).xy;
        float share = picture.x < 0.0 ? 0.0 : picture.y * input.state.w;
        if (share > 0.0)
        {
            Footprint footprint = FootprintOf(alongX * PICTURE_SIZE, alongY * PICTURE_SIZE);
            shown = lerp(shown, FilteredPicture(within * PICTURE_SIZE, footprint, picture.x), share);
        }
    }
    return shown;
}

half4 PanelFragment(Varyings input) : SV_Target
{
    UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
    float2 count = input.grid.zw;
    float gap = input.content.x;
    float2 cell = CellSize(input.grid.xy, count, gap);
    // The level of detail comes from the panel's coordinate: that of the cell jumps at every border.
    float2 alongX = ddx(input.place);
    float2 alongY = ddy(input.place);
    float2 footprint = abs(alongX) + abs(alongY);
    float pixel = 0.5 * (footprint.x + footprint.y);
    if (FadedOut(input))
    {
        discard;
    }

    float3 colour = _Backing.rgb;
    if (input.panel.y > 0.5)
    {
        Cell found = Locate(input.place, cell, count, gap);
        float place = input.content.y + found.index.y * count.x + found.index.x;
        if (place < input.content.z)
        {
            float2 within = saturate(found.within / cell);
            float3 shown = TileColour(input, place, within, alongX / cell, alongY / cell, pixel);
            float left = input.content.z - input.content.y;
            float2 filled = float2(left - found.index.y * count.x, ceil((left - found.index.x) / count.x));
            float share = CellShare(input.place, footprint, cell, input.grid.xy, min(filled, count), gap);
            colour = lerp(colour, shown, share);
        }
        colour = WithOutlines(colour, input, cell, pixel);
    }
    return ToFramebuffer(colour, 1.0);
}

#endif
