using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DeepVision.Tests.Api
{
    /// <summary>Answers as it is told, and notes what was asked.</summary>
    internal sealed class FakeHandler : HttpMessageHandler
    {
        private readonly Func<CancellationToken, Task<HttpResponseMessage>> answer;

        private FakeHandler(Func<CancellationToken, Task<HttpResponseMessage>> answer)
        {
            this.answer = answer;
        }

        /// <summary>Method, address, and body where there was one.</summary>
        public List<string> Asked { get; } = new List<string>();

        public HttpRequestMessage Last { get; private set; }

        public static FakeHandler Json(string body, HttpStatusCode status = HttpStatusCode.OK)
        {
            return Text(body, "application/json", status);
        }

        public static FakeHandler Problem(string type, HttpStatusCode status)
        {
            string body =
                $"{{\"type\": \"{type}\", \"title\": \"Title\", \"status\": {(int)status}, \"detail\": \"Do this.\"}}";
            return Text(body, "application/problem+json", status);
        }

        public static FakeHandler Text(string body, string type, HttpStatusCode status = HttpStatusCode.OK)
        {
            return new FakeHandler(_ => Task.FromResult(new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
            }));
        }

        public static FakeHandler Throws(Exception error)
        {
            return new FakeHandler(_ => throw error);
        }

        /// <summary>Never answers, and heeds no token.</summary>
        public static FakeHandler Silent()
        {
            return new FakeHandler(_ => new TaskCompletionSource<HttpResponseMessage>().Task);
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation)
        {
            string body = request.Content == null ? "" : " " + await request.Content.ReadAsStringAsync();
            Last = request;
            Asked.Add($"{request.Method} {request.RequestUri.AbsoluteUri}{body}");
            return await answer(cancellation);
        }
    }
}
