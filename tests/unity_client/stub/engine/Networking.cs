using System;

namespace UnityEngine.Networking
{
    /// <summary>For files inside an Android package; there is none here.</summary>
    public class UnityWebRequest : IDisposable
    {
        private UnityWebRequest()
        {
        }

        public enum Result
        {
            InProgress = 0,
            Success = 1,
            ConnectionError = 2,
            ProtocolError = 3,
            DataProcessingError = 4,
        }

        public Result result { get; private set; }

        public DownloadHandler downloadHandler { get; private set; }

        public static UnityWebRequest Get(string uri)
        {
            throw new NotSupportedException($"The stub has no web requests ({uri}).");
        }

        public UnityWebRequestAsyncOperation SendWebRequest() { throw new NotSupportedException(); }

        public void Dispose() { }
    }

    public class UnityWebRequestAsyncOperation : AsyncOperation
    {
    }

    public class DownloadHandler : IDisposable
    {
        public byte[] data => throw new NotSupportedException();

        public virtual void Dispose() { }
    }
}
