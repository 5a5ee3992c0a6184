using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>Where the client begins: the scene is empty, and everything is made from here.</summary>
    internal static class Boot
    {
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.AfterSceneLoad)]
        private static void Begin()
        {
            new GameObject("DeepVision").AddComponent<Visit>();
        }
    }
}
