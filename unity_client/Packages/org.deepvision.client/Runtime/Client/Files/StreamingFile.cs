using System;
using System.Collections;
using System.IO;
using System.Threading.Tasks;
using UnityEngine;
using UnityEngine.Networking;

namespace DeepVision.Client
{
    /// <summary>
    /// A file that ships with the player; on Android it lies inside the package and is read like a page.
    /// </summary>
    internal sealed class StreamingFile
    {
        private readonly string path;

        /// <param name="name">below StreamingAssets, with slashes</param>
        public StreamingFile(string name)
        {
            path = Application.streamingAssetsPath + "/" + name;
        }

        /// <summary>What it holds; null before it was read, or where this player was built without it.</summary>
        public byte[] Bytes { get; private set; }

        /// <summary>A coroutine that reads all of it.</summary>
        public IEnumerator Read()
        {
            return path.IndexOf("://", StringComparison.Ordinal) < 0 ? ReadFile() : ReadPackage();
        }

        private IEnumerator ReadFile()
        {
            Task<byte[]> reading = Task.Run(() => File.Exists(path) ? File.ReadAllBytes(path) : null);
            while (!reading.IsCompleted)
            {
                yield return null;
            }
            if (reading.IsFaulted)
            {
                Debug.LogWarning($"{path} cannot be read: {reading.Exception.InnerException.Message}");
                yield break;
            }
            Bytes = reading.Result;
        }

        private IEnumerator ReadPackage()
        {
            using (UnityWebRequest request = UnityWebRequest.Get(path))
            {
                yield return request.SendWebRequest();
                Bytes = request.result == UnityWebRequest.Result.Success ? request.downloadHandler.data : null;
            }
        }
    }
}
