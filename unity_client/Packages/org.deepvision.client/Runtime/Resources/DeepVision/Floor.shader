// The floor: a 1 m grid, lighter every 4 m, that fades into the ground colour. It follows the eye.
Shader "DeepVision/Floor"
{
    Properties
    {
        _Reach ("Metres from edge to edge", Float) = 240
    }
    SubShader
    {
        Tags { "RenderPipeline" = "UniversalPipeline" "RenderType" = "Opaque" "Queue" = "Geometry-10" }
        Pass
        {
            Name "Floor"
            Tags { "LightMode" = "UniversalForwardOnly" }
            Cull Off

            HLSLPROGRAM
            #pragma target 3.5
            #pragma vertex FloorVertex
            #pragma fragment FloorFragment
            #pragma multi_compile_instancing
            #pragma instancing_options assumeuniformscaling nolightprobe nolightmap nolodfade norenderinglayer
            #include "Packages/com.unity.render-pipelines.universal/ShaderLibrary/Core.hlsl"
            #include "Packages/org.deepvision.client/Runtime/Shaders/Framebuffer.hlsl"

            static const float3 GROUND = float3(0.106, 0.118, 0.141);
            static const float3 FINE = float3(0.17, 0.19, 0.225);
            static const float3 COARSE = float3(0.25, 0.28, 0.33);

            CBUFFER_START(UnityPerMaterial)
                float _Reach;
            CBUFFER_END

            struct Attributes
            {
                float3 corner : POSITION; // -0.5…0.5 in x and y
                UNITY_VERTEX_INPUT_INSTANCE_ID
            };

            struct Varyings
            {
                float4 positionCS : SV_POSITION;
                float2 place : TEXCOORD0; // metres in the hall
                float2 away : TEXCOORD1;  // from the eye, 0.5 at the edge
                UNITY_VERTEX_OUTPUT_STEREO
            };

            Varyings FloorVertex(Attributes input)
            {
                Varyings output = (Varyings)0;
                UNITY_SETUP_INSTANCE_ID(input);
                UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output);
                float height = TransformObjectToWorld(float3(0.0, 0.0, 0.0)).y;
                output.away = input.corner.xy;
                output.place = input.corner.xy * _Reach + GetCameraPositionWS().xz;
                float3 positionWS = float3(output.place.x, height, output.place.y);
                output.positionCS = TransformWViewToHClip(TransformWorldToView(positionWS));
                return output;
            }

            /// The share of a pixel that lies on lines `every` metres apart and `width` metres wide.
            float Lines(float2 place, float2 pixel, float every, float width)
            {
                float2 cells = place / every;
                float2 cellsPerPixel = pixel / every;
                float2 halfWidth = max(cellsPerPixel, width / every) * 0.5;
                float2 beside = abs(frac(cells - 0.5) - 0.5);
                float2 inside = 1.0 - smoothstep(halfWidth, halfWidth + cellsPerPixel, beside);
                float2 covered = inside * min(1.0, width / every / cellsPerPixel);
                return max(covered.x, covered.y);
            }

            half4 FloorFragment(Varyings input) : SV_Target
            {
                UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input);
                float2 pixel = max(fwidth(input.place), 1e-6);
                float3 colour = lerp(GROUND * 1.06, FINE, Lines(input.place, pixel, 1.0, 0.012) * 0.8);
                colour = lerp(colour, COARSE, Lines(input.place, pixel, 4.0, 0.02));
                float faded = smoothstep(0.15, 0.95, length(input.away) * 2.0);
                return ToFramebuffer(lerp(colour, GROUND, faded), 1.0);
            }
            ENDHLSL
        }
    }
}
