// Over everything: darkness while one is moved (a blink), and a frame around the view while one glides (a vignette).
Shader "DeepVision/Veil"
{
    Properties
    {
        _Colour ("Colour (sRGB as it is); a: how much of it lies over the whole view", Vector) = (0, 0, 0, 0)
        _Opening ("Tangent of the half angle that stays clear; 0: no vignette", Float) = 0
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Overlay" "Queue" = "Overlay" }
        Pass
        {
            Name "Veil"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off
            ZTest Always
            ZWrite Off
            Blend SrcAlpha OneMinusSrcAlpha, One OneMinusSrcAlpha

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex VeilVertex
            #pragma fragment VeilFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"

            static const float SOFT = 1.25; // the vignette's darkness is complete at this multiple of its opening

            CBUFFER_START(UnityPerMaterial)
                float4 _Colour;
                float _Opening;
            CBUFFER_END

            struct Attributes
            {
                float3 corner : POSITION; // -0.5…0.5 in x and y
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct Varyings
            {
                float4 positionCS : SV_POSITION;
                float2 tangent : TEXCOORD0; // of the angles between a pixel and straight ahead
                UNITY_VERTEX_OUTPUT_STEREO
            };

            Varyings VeilVertex(Attributes input)
            {
                Varyings output = (Varyings)0;
                UNITY_SETUP_INSTANCE_ID(input);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
                float2 clip = 2.0 * input.corner.xy;
                output.positionCS = float4(clip, 0.5, 1.0);
                // An eye of a headset does not look through the middle of its picture: its projection says so.
                float4x4 projection = GetViewToHClipMatrix();
                float2 centre = float2(projection[0][2], projection[1][2]);
                output.tangent = (clip + centre) / float2(projection[0][0], projection[1][1]);
                return output;
            }

            half4 VeilFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                float vignette = _Opening > 0.0 ? smoothstep(_Opening, SOFT * _Opening, length(input.tangent)) : 0.0;
                return ToFramebuffer(_Colour.rgb, max(_Colour.a, vignette));
            }
            ENDHLSL
        }
    }
}
