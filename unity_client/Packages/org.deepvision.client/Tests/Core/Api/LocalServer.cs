using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace DeepVision.Tests.Api
{
    /// <summary>
    /// A server on this machine that reads one request and then does as the test says with the connection.
    /// </summary>
    internal sealed class LocalServer : IDisposable
    {
        private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);

        public LocalServer(Func<NetworkStream, Task> answer)
        {
            listener.Start();
            Served = Serve(answer);
        }

        public Uri Address => new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        /// <summary>Done when the answer has been written; fails where the client left before.</summary>
        public Task Served { get; }

        public static byte[] Chunk(byte[] bytes)
        {
            byte[] size = Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n");
            byte[] chunk = new byte[size.Length + bytes.Length + 2];
            size.CopyTo(chunk, 0);
            bytes.CopyTo(chunk, size.Length);
            chunk[chunk.Length - 2] = (byte)'\r';
            chunk[chunk.Length - 1] = (byte)'\n';
            return chunk;
        }

        public static Task Write(NetworkStream stream, byte[] bytes)
        {
            return stream.WriteAsync(bytes, 0, bytes.Length);
        }

        /// <summary>The head of a chunked answer.</summary>
        public static Task WriteHead(NetworkStream stream)
        {
            return Write(stream, Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        }

        public void Dispose()
        {
            listener.Stop();
        }

        private async Task Serve(Func<NetworkStream, Task> answer)
        {
            using (TcpClient client = await listener.AcceptTcpClientAsync())
            using (NetworkStream stream = client.GetStream())
            {
                byte[] request = new byte[4096];
                await stream.ReadAsync(request, 0, request.Length);
                await answer(stream);
            }
        }
    }
}
