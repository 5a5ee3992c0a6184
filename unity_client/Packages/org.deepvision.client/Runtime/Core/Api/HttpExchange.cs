using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace DeepVision.Api
{
    /// <summary>Sends requests and waits for whole answers or open streams; never longer than it is told to.</summary>
    internal sealed class HttpExchange : IDisposable
    {
        /// <summary>Mono's own limit of two would let a stream and a picture hold up everything else.</summary>
        private const int MostConnections = 8;

        private readonly HttpClient client;
        private readonly Uri server;

        /// <param name="server">for messages</param>
        /// <param name="token">sent with every request; null: none</param>
        /// <param name="handler">null: the network</param>
        public HttpExchange(Uri server, string token, HttpMessageHandler handler)
        {
            this.server = server;
            client = new HttpClient(handler ?? Network(), true) { Timeout = Timeout.InfiniteTimeSpan };
            // What is compressed can only be read in blocks, which hold frames back; on a local network it gains
            // nothing.
            client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            client.DefaultRequestHeaders.ExpectContinue = false;
            if (!string.IsNullOrEmpty(token))
            {
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }
        }

        /// <param name="content">made anew for every request; null: none</param>
        /// <exception cref="ApiException">The server answered with an error.</exception>
        /// <exception cref="UnreachableException">
        /// Nobody answered, or not within <paramref name="patience"/>.
        /// </exception>
        public async Task<Answer> Ask(
            HttpMethod method, Uri address, HttpContent content, TimeSpan patience, CancellationToken cancellation)
        {
            Answer answer = await Within(
                token => ReadWhole(method, address, content, token), patience, cancellation).ConfigureAwait(false);
            return answer.IsSuccess ? answer : throw Failure(answer);
        }

        /// <summary>The body as it comes. Disposing it ends the transfer.</summary>
        /// <param name="patience">for the beginning of the answer</param>
        /// <exception cref="ApiException">The server answered with an error.</exception>
        /// <exception cref="UnreachableException">
        /// Nobody answered, or not within <paramref name="patience"/>.
        /// </exception>
        public async Task<Stream> Open(Uri address, TimeSpan patience, CancellationToken cancellation)
        {
            HttpResponseMessage response = await Within(
                token => Send(HttpMethod.Get, address, null, token), patience, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return new ResponseStream(response, await response.Content.ReadAsStreamAsync().ConfigureAwait(false));
            }
            Answer answer =
                await Within(_ => ReadWhole(response, address), patience, cancellation).ConfigureAwait(false);
            throw Failure(answer);
        }

        public void Dispose()
        {
            client.Dispose();
        }

        private static HttpMessageHandler Network()
        {
            return new HttpClientHandler
            {
                AllowAutoRedirect = false, // the token must not go elsewhere
                UseCookies = false,
                UseProxy = false,
                MaxConnectionsPerServer = MostConnections,
            };
        }

        /// <summary>Runs in the pool: looking up names may block.</summary>
        private async Task<T> Within<T>(
            Func<CancellationToken, Task<T>> work, TimeSpan patience, CancellationToken cancellation)
        {
            using (CancellationTokenSource leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            using (Patience waiting = new Patience(patience, cancellation))
            {
                try
                {
                    CancellationToken token = leaving.Token;
                    return await waiting.Wait(Task.Run(() => work(token))).ConfigureAwait(false);
                }
                catch (TimeoutException error)
                {
                    leaving.Cancel();
                    throw new UnreachableException(server, error.Message, error);
                }
                catch (Exception error)
                {
                    cancellation.ThrowIfCancellationRequested();
                    // Of what breaks on the way, Mono, .NET and IL2CPP make different exceptions.
                    throw new UnreachableException(server, Innermost(error).Message.TrimEnd('.'), error);
                }
            }
        }

        private async Task<Answer> ReadWhole(
            HttpMethod method, Uri address, HttpContent content, CancellationToken cancellation)
        {
            HttpResponseMessage response = await Send(method, address, content, cancellation).ConfigureAwait(false);
            return await ReadWhole(response, address).ConfigureAwait(false);
        }

        private static async Task<Answer> ReadWhole(HttpResponseMessage response, Uri address)
        {
            using (response)
            {
                byte[] body = response.Content == null
                    ? new byte[0]
                    : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                string mediaType = response.Content?.Headers.ContentType?.MediaType;
                return new Answer(response.StatusCode, response.ReasonPhrase, mediaType, body, address);
            }
        }

        private async Task<HttpResponseMessage> Send(
            HttpMethod method, Uri address, HttpContent content, CancellationToken cancellation)
        {
            using (HttpRequestMessage request = new HttpRequestMessage(method, address) { Content = content })
            {
                return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                    .ConfigureAwait(false);
            }
        }

        private Exception Failure(Answer answer)
        {
            Problem problem = answer.ReadProblem();
            if (problem == null && answer.IsUnreachable)
            {
                string reason = $"what stands before it answers {answer.Status} {answer.Reason}";
                return new UnreachableException(server, reason);
            }
            return new ApiException(problem ?? answer.Unexpected());
        }

        private static Exception Innermost(Exception error)
        {
            return error.InnerException == null ? error : Innermost(error.InnerException);
        }
    }
}
