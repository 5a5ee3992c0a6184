using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>The end of objects that the engine does not collect by itself.</summary>
    internal static class EngineObjects
    {
        /// <summary>Destroys a texture, mesh, material or game object; nothing where it is gone already.</summary>
        public static void Destroy(Object made)
        {
            if (made != null)
            {
                Object.Destroy(made);
            }
        }
    }
}
