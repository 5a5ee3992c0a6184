// What the shaders use of the Universal Render Pipeline, written anew: just enough to compile and draw them without
// Unity. The instancing and stereo macros expand as the real ones do on a card with Direct3D 11 or Vulkan.
// The compiler is told SHADER_STAGE_VERTEX or SHADER_STAGE_FRAGMENT, and the variant's keywords.

#ifndef STUB_CORE_INCLUDED
#define STUB_CORE_INCLUDED

#define CBUFFER_START(name) cbuffer name {
#define CBUFFER_END };
#define TEXTURE2D(name) Texture2D name
#define TEXTURE2D_FLOAT(name) Texture2D name
#define TEXTURE2D_ARRAY(name) Texture2DArray name
#define SAMPLER(name) SamplerState name
#define SAMPLE_TEXTURE2D(name, state, uv) name.Sample(state, uv)
#define SAMPLE_TEXTURE2D_LOD(name, state, uv, lod) name.SampleLevel(state, uv, lod)
#define SAMPLE_TEXTURE2D_ARRAY_LOD(name, state, uv, index, lod) name.SampleLevel(state, float3(uv, index), lod)
#define LOAD_TEXTURE2D_LOD(name, at, lod) name.Load(int3(at, lod))
#define LOAD_TEXTURE2D_ARRAY_LOD(name, at, index, lod) name.Load(int4(at, index, lod))

// --- matrices: one per eye where both eyes are drawn at once

#if defined(STEREO_INSTANCING_ON) || defined(STEREO_MULTIVIEW_ON)
#define STUB_STEREO
CBUFFER_START(UnityStereoViewBuffer)
    float4x4 unity_StereoMatrixV[2];
    float4x4 unity_StereoMatrixP[2];
    float4 unity_StereoWorldSpaceCameraPos[2];
CBUFFER_END
#if defined(STEREO_MULTIVIEW_ON) && defined(SHADER_STAGE_VERTEX)
static uint stub_ViewID;
#define unity_StereoEyeIndex stub_ViewID
#else
static uint unity_StereoEyeIndex;
#endif
#define UNITY_MATRIX_V unity_StereoMatrixV[unity_StereoEyeIndex]
#define UNITY_MATRIX_P unity_StereoMatrixP[unity_StereoEyeIndex]
#define _WorldSpaceCameraPos unity_StereoWorldSpaceCameraPos[unity_StereoEyeIndex].xyz
#else
CBUFFER_START(UnityPerCamera)
    float4x4 unity_MatrixV;
    float4x4 glstate_matrix_projection;
    float4 stub_CameraPosition;
CBUFFER_END
#define UNITY_MATRIX_V unity_MatrixV
#define UNITY_MATRIX_P glstate_matrix_projection
#define _WorldSpaceCameraPos stub_CameraPosition.xyz
#endif

// --- instances: of the draw call (INSTANCING_ON) and for the two eyes (STEREO_INSTANCING_ON)

#define STUB_INSTANCES 512

#if defined(INSTANCING_ON) || defined(STEREO_INSTANCING_ON)
static uint unity_InstanceID;
#define STUB_INSTANCE_ID uint instanceID : SV_InstanceID;
#ifdef STEREO_INSTANCING_ON
#define STUB_SETUP_INSTANCE_ID(input) unity_StereoEyeIndex = input.instanceID & 1; unity_InstanceID = input.instanceID >> 1;
#else
#define STUB_SETUP_INSTANCE_ID(input) unity_InstanceID = input.instanceID;
#endif
#else
#define STUB_INSTANCE_ID
#define STUB_SETUP_INSTANCE_ID(input)
#endif

#ifdef INSTANCING_ON
#define UNITY_INSTANCING_BUFFER_START(name) cbuffer UnityInstancing_##name { struct {
#define UNITY_INSTANCING_BUFFER_END(array) } array##Array[STUB_INSTANCES]; };
#define UNITY_DEFINE_INSTANCED_PROP(type, name) type name;
#define UNITY_ACCESS_INSTANCED_PROP(array, name) array##Array[unity_InstanceID].name
CBUFFER_START(UnityInstancing_PerDraw0)
    float4x4 unity_ObjectToWorldArray[STUB_INSTANCES];
CBUFFER_END
#define UNITY_MATRIX_M unity_ObjectToWorldArray[unity_InstanceID]
#else
#define UNITY_INSTANCING_BUFFER_START(name) CBUFFER_START(name)
#define UNITY_INSTANCING_BUFFER_END(array) CBUFFER_END
#define UNITY_DEFINE_INSTANCED_PROP(type, name) type name;
#define UNITY_ACCESS_INSTANCED_PROP(array, name) name
CBUFFER_START(UnityPerDraw)
    float4x4 unity_ObjectToWorld;
CBUFFER_END
#define UNITY_MATRIX_M unity_ObjectToWorld
#endif

// --- the five macros of every pass

#ifdef STEREO_INSTANCING_ON
#define UNITY_VERTEX_INPUT_INSTANCE_ID STUB_INSTANCE_ID
#define UNITY_SETUP_INSTANCE_ID(input) STUB_SETUP_INSTANCE_ID(input)
#define UNITY_VERTEX_OUTPUT_STEREO uint stereoTargetEyeIndexAsRTArrayIdx : SV_RenderTargetArrayIndex;
#define UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output) output.stereoTargetEyeIndexAsRTArrayIdx = unity_StereoEyeIndex;
#define UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input) unity_StereoEyeIndex = input.stereoTargetEyeIndexAsRTArrayIdx;
#elif defined(STEREO_MULTIVIEW_ON)
#ifdef SHADER_STAGE_VERTEX
#define UNITY_VERTEX_INPUT_INSTANCE_ID STUB_INSTANCE_ID uint viewID : SV_ViewID;
#define UNITY_SETUP_INSTANCE_ID(input) stub_ViewID = input.viewID; STUB_SETUP_INSTANCE_ID(input)
#define UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input)
#else
#define UNITY_VERTEX_INPUT_INSTANCE_ID STUB_INSTANCE_ID
#define UNITY_SETUP_INSTANCE_ID(input) STUB_SETUP_INSTANCE_ID(input)
#define UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input) unity_StereoEyeIndex = (uint)input.stereoEye;
#endif
#define UNITY_VERTEX_OUTPUT_STEREO float stereoEye : BLENDWEIGHT0;
#define UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output) output.stereoEye = unity_StereoEyeIndex;
#else
#define UNITY_VERTEX_INPUT_INSTANCE_ID STUB_INSTANCE_ID
#define UNITY_SETUP_INSTANCE_ID(input) STUB_SETUP_INSTANCE_ID(input)
#define UNITY_VERTEX_OUTPUT_STEREO
#define UNITY_INITIALIZE_VERTEX_OUTPUT_STEREO(output)
#define UNITY_SETUP_STEREO_EYE_INDEX_POST_VERTEX(input)
#endif

// --- functions

float4x4 GetViewToHClipMatrix()
{
    return UNITY_MATRIX_P;
}

float3 GetCameraPositionWS()
{
    return _WorldSpaceCameraPos;
}

float3 TransformObjectToWorld(float3 positionOS)
{
    return mul(UNITY_MATRIX_M, float4(positionOS, 1.0)).xyz;
}

float3 TransformWorldToView(float3 positionWS)
{
    return mul(UNITY_MATRIX_V, float4(positionWS, 1.0)).xyz;
}

float4 TransformWViewToHClip(float3 positionVS)
{
    return mul(UNITY_MATRIX_P, float4(positionVS, 1.0));
}

#endif
