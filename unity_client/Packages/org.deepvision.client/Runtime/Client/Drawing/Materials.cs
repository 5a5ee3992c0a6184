using System;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>Materials of the client's own shaders.</summary>
    internal static class Materials
    {
        /// <summary>
        /// A new material; the caller destroys it. From Resources, because a player has no other shaders than those
        /// that an asset of it names.
        /// </summary>
        /// <param name="shader">file name without its ending: Panels, Solid, Text, Floor, Picture, Veil</param>
        /// <param name="queue">one of <see cref="DrawOrder"/></param>
        /// <exception cref="InvalidOperationException">there is no such shader</exception>
        public static Material Create(string shader, int queue)
        {
            Shader found = Resources.Load<Shader>("DeepVision/" + shader);
            if (found == null)
            {
                throw new InvalidOperationException(
                    $"Expected the shader {shader} in Resources/DeepVision, found none: the package was not imported " +
                    "whole. Reimport org.deepvision.client and build again.");
            }
            return new Material(found) { renderQueue = queue };
        }
    }
}
