// One picture in the hall: the input canvas, thumbnails, sheets, the hologram above the tool.
Shader "DeepVision/Picture"
{
    Properties
    {
        _Picture ("Picture: sRGB as it is, row 0 at the top", 2D) = "black" {}
        _Opacity ("Opacity", Float) = 1
        _NearFade ("1: dissolves within half a metre of the eye", Float) = 0
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Opaque" "Queue" = "Geometry" }
        Pass
        {
            Name "Picture"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off
            Blend SrcAlpha OneMinusSrcAlpha, One OneMinusSrcAlpha

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex PictureVertex
            #pragma fragment PictureFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Dither.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"

            static const float NEARBY = 0.5;        // metres
            static const float LEAST_ALPHA = 0.002;  // less is nothing, and must not hide what is behind

            TEXTURE2D(_Picture);
            SAMPLER(sampler_Picture);

            CBUFFER_START(UnityPerMaterial)
                float _Opacity;
                float _NearFade;
            CBUFFER_END

            struct Attributes
            {
                float3 positionOS : POSITION;
                float2 coordinate : TEXCOORD0; // v = 0 is the picture's top row
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct Varyings
            {
                float4 positionCS : SV_POSITION;
                float2 coordinate : TEXCOORD0;
                float3 positionVS : TEXCOORD1;
                UNITY_VERTEX_OUTPUT_STEREO
            };

            Varyings PictureVertex(Attributes input)
            {
                Varyings output = (Varyings)0;
                UNITY_SETUP_INSTANCE_ID(input);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
                output.positionVS = TransformWorldToView(TransformObjectToWorld(input.positionOS));
                output.positionCS = TransformWViewToHClip(output.positionVS);
                output.coordinate = input.coordinate;
                return output;
            }

            half4 PictureFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                half4 colour = SAMPLE_TEXTURE2D(_Picture, sampler_Picture, input.coordinate);
                float alpha = colour.a * _Opacity;
                // Whoever walks through the canvas is not stopped by it.
                float nearness = lerp(1.0, length(input.positionVS) / NEARBY, _NearFade);
                if (nearness < DitherNoise(input.positionCS.xy) || alpha < LEAST_ALPHA)
                {
                    discard;
                }
                return ToFramebuffer(colour.rgb, alpha);
            }
            ENDHLSL
        }
    }
}
