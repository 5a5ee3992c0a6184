// Every feature map of every network: instances of one quad, one draw call. Shaders/Panels.hlsl says how.
Shader "DeepVision/Panels"
{
    Properties
    {
        _Full ("Level 0 of every tile: R8", 2DArray) = "" {}
        _Coarse ("Levels 1 to 3: RG16, positive and negative part", 2DArray) = "" {}
        _Pictures ("Feature visualizations: RGBA32", 2DArray) = "" {}
        _Tiles ("Two texels per tile: RGBAFloat, 1024 wide", 2D) = "black" {}
        _PanelData ("One row per panel: RGBAFloat, 8 wide", 2D) = "black" {}
        _Backing ("Backing (sRGB as it is)", Vector) = (0.1686, 0.1843, 0.2118, 1)
        _FadeDistance ("Gone at x metres, whole from y", Vector) = (0.25, 0.5, 0, 0)
        _Normalisation ("0 per channel, 1 per layer, 2 shared", Float) = 1
        _SharedScale ("Value at full brightness where shared", Float) = 1
        _Colormap ("0 blue-black-white, 1 orange-black-cyan, 2 uniform", Float) = 0
        _Panel ("Number of the panel, per instance", Float) = 0
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Opaque" "Queue" = "Geometry" }
        Pass
        {
            Name "Panels"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex PanelVertex
            #pragma fragment PanelFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/org.deepvision.client/Runtime/Shaders/Panels.hlsl"
            ENDHLSL
        }
    }
}
