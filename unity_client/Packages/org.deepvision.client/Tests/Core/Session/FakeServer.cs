using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Tests.Space;
using Newtonsoft.Json.Linq;

namespace DeepVision.Tests.Session
{
    /// <summary>A server whose answers a test sets; its networks have the layers of the golden stream.</summary>
    internal sealed class FakeServer : HttpMessageHandler
    {
        private readonly List<string> asked = new List<string>();
        private readonly List<JObject> posted = new List<JObject>();
        private readonly HashSet<string> forgotten = new HashSet<string>();
        private volatile string held;
        private TaskCompletionSource<bool> release = new TaskCompletionSource<bool>();
        private readonly byte[] stream = Golden.Bytes("activations.dvx");

        /// <summary>Answers that differ from the usual ones, by method and path.</summary>
        public readonly Dictionary<string, Func<HttpResponseMessage>> Answers =
            new Dictionary<string, Func<HttpResponseMessage>>();

        public string[] NetworkIds = { "a", "b" };

        /// <summary>Nobody answers.</summary>
        public volatile bool IsAway;

        /// <summary>How many of the next streams break off.</summary>
        public int Cuts;

        /// <summary>Requests whose path begins with this wait until it is null.</summary>
        public string Held
        {
            get
            {
                return held;
            }

            set
            {
                held = value;
                if (value == null)
                {
                    release.SetResult(true);
                    release = new TaskCompletionSource<bool>();
                }
            }
        }

        /// <summary>Everything that was asked, as "GET networks/a", without query.</summary>
        public string[] Asked
        {
            get
            {
                lock (asked)
                {
                    return asked.ToArray();
                }
            }
        }

        /// <summary>Bodies of the runs that were posted, with the network in "network".</summary>
        public JObject[] Posted
        {
            get
            {
                lock (asked)
                {
                    return posted.ToArray();
                }
            }
        }

        /// <summary>Queries of the streams that were asked for.</summary>
        public List<string> Queries { get; } = new List<string>();

        public static HttpResponseMessage Json(JObject json, HttpStatusCode status = HttpStatusCode.OK)
        {
            string type = (int)status < 400 ? "application/json" : "application/problem+json";
            StringContent content = new StringContent(json.ToString());
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            return new HttpResponseMessage(status) { Content = content };
        }

        public static HttpResponseMessage Problem(int status, string type, string detail)
        {
            JObject json = new JObject
            {
                { "type", type }, { "title", "Trouble" }, { "status", status }, { "detail", detail }
            };
            return Json(json, (HttpStatusCode)status);
        }

        public static HttpResponseMessage Bytes(byte[] bytes, string type)
        {
            ByteArrayContent content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        }

        public void ForgetRuns()
        {
            lock (asked)
            {
                forgotten.UnionWith(posted.Select((_, index) => "run-" + index));
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation)
        {
            if (IsAway)
            {
                throw new HttpRequestException("connection refused");
            }

            string path = Uri.UnescapeDataString(request.RequestUri.AbsolutePath).Substring("/api/v1/".Length);
            string body = request.Content == null ? null : await request.Content.ReadAsStringAsync();
            string prefix = held;
            if (prefix != null && path.StartsWith(prefix))
            {
                await Task.WhenAny(release.Task, Task.Delay(Timeout.Infinite, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }

            lock (asked)
            {
                string question = $"{request.Method} {path}";
                asked.Add(question);
                return Answers.TryGetValue(question, out Func<HttpResponseMessage> answer)
                    ? answer()
                    : Answer(question, path.Split('/'), request.RequestUri.Query, body);
            }
        }

        private HttpResponseMessage Answer(string question, string[] path, string query, string body)
        {
            switch (question)
            {
                case "GET server":
                    return Json(Facts.Server());
                case "GET networks":
                    return Json(Facts.Networks(NetworkIds));
                case "GET datasets":
                    return Json(Facts.Datasets());
                case "GET datasets/shapes/images":
                    return Json(Facts.DatasetImages());
            }

            if (path[0] == "networks" && path.Length == 2)
            {
                return Json(Facts.Network(path[1]));
            }

            if (path[0] == "networks" && path[2] == "runs")
            {
                return Run(path[1], JObject.Parse(body));
            }

            if (path[0] == "runs")
            {
                return OfRun(path, query);
            }

            return Problem(404, "not-found", $"nothing at {question}");
        }

        private HttpResponseMessage Run(string network, JObject body)
        {
            string run = "run-" + posted.Count;
            body["network"] = network;
            posted.Add(body);
            return Json(Facts.Run(run, network, (string)body["image"]));
        }

        private HttpResponseMessage OfRun(string[] path, string query)
        {
            if (forgotten.Contains(path[1]))
            {
                return Problem(404, "run-unknown", "Post the picture again.");
            }

            if (path[2] != "activations")
            {
                return Json(Facts.Histogram());
            }

            Queries.Add(query);
            bool cut = Cuts > 0;
            Cuts--;
            byte[] bytes = cut ? stream.Take(stream.Length - 40).ToArray() : stream;
            return Bytes(bytes, "application/vnd.deepvision.dvx1");
        }
    }
}
