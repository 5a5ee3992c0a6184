// Letters from an atlas of distances to their outlines: sharp at every distance, without a picture per size.
Shader "DeepVision/Text"
{
    Properties
    {
        _Atlas ("Distances: R8, 0.5 on the outline, larger inside; bilinear, not anisotropic", 2D) = "black" {}
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

            /// How deep inside the letter a place of the atlas is: 0.5 on the outline. Always from the finest level: a
            /// mean of distances is no distance, and thin strokes would vanish.
            float Depth(float2 coordinate)
            {
                return SAMPLE_TEXTURE2D_LOD(_Atlas, sampler_Atlas, coordinate, 0).r;
            }

            /// The share of a pixel that is ink, as the mean over its four quarters. In each, the outline is as wide as
            /// the distance changes from one side of the quarter to the other: sharp, but without steps.
            float Ink(float2 middle, float2 right, float2 down)
            {
                float4 depths = float4(
                    Depth(middle - 0.25 * right - 0.25 * down), Depth(middle + 0.25 * right - 0.25 * down),
                    Depth(middle - 0.25 * right + 0.25 * down), Depth(middle + 0.25 * right + 0.25 * down));
                float2 slope = 0.5 * float2(depths.y + depths.w - depths.x - depths.z,
                                            depths.z + depths.w - depths.x - depths.y);
                // In letters smaller than a pixel the four differ by chance; the texels that they cover do not.
                float texels = min(length(right * _Atlas_TexelSize.zw), length(down * _Atlas_TexelSize.zw));
                float width = clamp(max(length(slope), 0.25 * texels / _Spread), 1e-4, 1.0);
                return dot(saturate((depths - 0.5) / width + 0.5), 0.25);
            }

            half4 TextFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                float ink = Ink(input.coordinate, ddx(input.coordinate), ddy(input.coordinate));
                return ToFramebuffer(input.colour, ink);
            }
            ENDHLSL
        }
    }
}
