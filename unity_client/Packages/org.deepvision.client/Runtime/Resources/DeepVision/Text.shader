// Letters from an atlas of distances to their outlines: sharp at every distance, without a picture per size.
Shader "DeepVision/Text"
{
    Properties
    {
        _Atlas ("Distances: R8, 0.5 on the outline, larger inside", 2D) = "black" {}
        _Spread ("Texels from the outline to distance 0 and 1", Float) = 4
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Transparent" "Queue" = "Transparent" }
        Pass
        {
            Name "Text"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off
            ZWrite Off
            Blend SrcAlpha OneMinusSrcAlpha, One OneMinusSrcAlpha

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex TextVertex
            #pragma fragment TextFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"

            // A little nearer than the board it is written on, for every eye, without a second depth buffer.
            static const float NEARER = 0.998;

            TEXTURE2D(_Atlas);
            SAMPLER(sampler_Atlas);

            CBUFFER_START(UnityPerMaterial)
                float4 _Atlas_TexelSize;
                float _Spread;
            CBUFFER_END

            struct Attributes
            {
                float3 positionOS : POSITION;
                half3 colour : COLOR;
                float2 coordinate : TEXCOORD0; // in the atlas; v = 0 is its top row
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct Varyings
            {
                float4 positionCS : SV_POSITION;
                float2 coordinate : TEXCOORD0;
                half3 colour : TEXCOORD1;
                UNITY_VERTEX_OUTPUT_STEREO
            };

            Varyings TextVertex(Attributes input)
            {
                Varyings output = (Varyings)0;
                UNITY_SETUP_INSTANCE_ID(input);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
                float3 positionVS = TransformWorldToView(TransformObjectToWorld(input.positionOS));
                output.positionCS = TransformWViewToHClip(NEARER * positionVS);
                output.coordinate = input.coordinate;
                output.colour = input.colour;
                return output;
            }

            /// How much the depth changes from this pixel to the next: as wide is an outline without steps. The
            /// texels that a pixel covers are its least where the letters are too small for differences to be true.
            float OutlineWidth(float depth, float2 texelsX, float2 texelsY)
            {
                float measured = length(float2(ddx(depth), ddy(depth)));
                float least = 0.5 / _Spread * min(length(texelsX), length(texelsY));
                return clamp(max(measured, least), 1e-4, 1.0);
            }

            half4 TextFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                float depth = SAMPLE_TEXTURE2D(_Atlas, sampler_Atlas, input.coordinate).r;
                float2 texel = input.coordinate * _Atlas_TexelSize.zw;
                float width = OutlineWidth(depth, ddx(texel), ddy(texel));
                return ToFramebuffer(input.colour, saturate((depth - 0.5) / width + 0.5));
            }
            ENDHLSL
        }
    }
}
