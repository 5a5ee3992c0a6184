// Boxes, carpets, ribbons, the tool: everything of one colour per face. Light is baked into the vertices.
Shader "DeepVision/Solid"
{
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Opaque" "Queue" = "Geometry" }
        Pass
        {
            Name "Solid"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex SolidVertex
            #pragma fragment SolidFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"

            static const float STRIPE = 0.12; // metres of one light and one dark stripe

            struct Attributes
            {
                float3 positionOS : POSITION;
                half3 colour : COLOR;
                float2 place : TEXCOORD0; // metres; the stripes run across it
                half3 second : TEXCOORD1; // the other stripe's colour; red below 0: there are no stripes
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct Varyings
            {
                float4 positionCS : SV_POSITION;
                half3 colour : TEXCOORD0;
                float2 place : TEXCOORD1;
                half3 second : TEXCOORD2;
                UNITY_VERTEX_OUTPUT_STEREO
            };

            Varyings SolidVertex(Attributes input)
            {
                Varyings output = (Varyings)0;
                UNITY_SETUP_INSTANCE_ID(input);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
                float3 positionVS = TransformWorldToView(TransformObjectToWorld(input.positionOS));
                output.positionCS = TransformWViewToHClip(positionVS);
                output.colour = input.colour;
                output.place = input.place;
                output.second = input.second;
                return output;
            }

            half4 SolidFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                bool other = input.second.r >= 0.0 && frac((input.place.x + input.place.y) / STRIPE) > 0.5;
                return ToFramebuffer(other ? input.second : input.colour, 1.0);
            }
            ENDHLSL
        }
    }
}
