using UnityEditor.Build;
using UnityEngine;

namespace DeepVision.Editor
{
    /// <summary>
    /// A stored material of the panels' shader with instancing on. The client makes its own material; this one is there
    /// because a build keeps the instanced variants of a shader only when a material in it asks for them.
    /// </summary>
    internal static class MaterialConfiguration
    {
        private const string Panels = "DeepVision/Panels";

        public static void Apply()
        {
            Shader shader = Resources.Load<Shader>(Panels);
            if (shader == null)
            {
                throw new BuildFailedException(
                    $"Expected the shader {Panels} in the package's Resources, found none: was it moved or renamed?");
            }
            GeneratedAssets.Store(
                new Material(shader) { enableInstancing = true }, GeneratedAssets.InResources("PanelsInstanced.mat"));
        }
    }
}
