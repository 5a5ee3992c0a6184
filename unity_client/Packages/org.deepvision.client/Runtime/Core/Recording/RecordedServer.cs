using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Wire;
using Newtonsoft.Json.Linq;

namespace DeepVision.Recording
{
    /// <summary>
    /// Answers from an archive that tools/record_network.py has made, so that the unmodified client shows a network
    /// without a server. What is not in it is answered by the problem <c>not-recorded</c>, which says so plainly.
    /// </summary>
    public sealed class RecordedServer : HttpMessageHandler
    {
        /// <summary>What to give the ApiClient for an address; nobody on a network has it.</summary>
        public static readonly Uri Address = new Uri("http://recording.invalid/");
        private readonly RecordedAnswers answers;
        private readonly RecordedJobs jobs;

        /// <param name="archive">of the recording; can seek, disposed with the server</param>
        /// <exception cref="FormatException">It is no recording, or one of another format.</exception>
        public RecordedServer(Stream archive)
        {
            answers = new RecordedAnswers(archive);
            jobs = new RecordedJobs(answers);
        }

        /// <summary>Ids of the pictures that were recorded.</summary>
        public IReadOnlyList<string> Images => answers.Images;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation)
        {
            string body = request.Content == null
                ? null
                : await request.Content.ReadAsStringAsync().ConfigureAwait(false);
            RecordedAnswer answer = await Task.Run(() => Answer(request, body), cancellation).ConfigureAwait(false);
            ByteArrayContent content = new ByteArrayContent(answer.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue(answer.MediaType);
            return new HttpResponseMessage((HttpStatusCode)answer.Status)
            {
                Content = content, RequestMessage = request
            };
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                answers.Dispose();
            }

            base.Dispose(disposing);
        }

        private RecordedAnswer Answer(HttpRequestMessage request, string body)
        {
            string prefix = $"/api/v{ContractVersion.ApiVersion}/";
            string address = request.RequestUri.AbsolutePath;
            if (!address.StartsWith(prefix, StringComparison.Ordinal))
            {
                return NotRecorded(address);
            }

            string[] path = address.Substring(prefix.Length).Split('/').Select(Uri.UnescapeDataString).ToArray();
            Dictionary<string, string> query = QueryOf(request.RequestUri);
            string question = $"{request.Method} {string.Join("/", path)}";
            try
            {
                return Find(request.Method, path, query, question, body) ?? NotRecorded(question);
            }
            catch (Exception error) when (IsDamage(error))
            {
                return Damaged(error);
            }
        }

        /// <summary>Null: it was not recorded.</summary>
        private RecordedAnswer Find(
            HttpMethod method, string[] path, Dictionary<string, string> query, string question, string body)
        {
            if (path[0] == "jobs" && path.Length == 2)
            {
                return method == HttpMethod.Delete ? jobs.Cancel(path[1]) : jobs.Ask(path[1]);
            }

            if (method == HttpMethod.Post)
            {
                return Post(path, question, body);
            }

            if (path[0] == "datasets" && path.Length == 3)
            {
                return Page(answers.Find(question), query);
            }

            if (path[0] == "images" && query.ContainsKey("size"))
            {
                return answers.Find($"{question}?size={query["size"]}") ?? answers.Find(question);
            }

            if (path[0] == "runs" && path.Length == 6 && path[4] == "channels")
            {
                return Channel(path);
            }

            return query.ContainsKey("folded") ? null : answers.Find(question);
        }

        private RecordedAnswer Post(string[] path, string question, string body)
        {
            string resource = path[path.Length - 1];
            if (resource == "runs")
            {
                JObject wanted = JsonText.ReadObject(body, "body");
                JArray interventions = wanted["interventions"] as JArray;
                return interventions != null && interventions.Count > 0
                    ? CannotCompute()
                    : answers.Find($"{question}/{wanted["image"]}");
            }

            RecordedAnswer answer = answers.Find(question);
            if (answer != null && resource == "feature-visualizations")
            {
                jobs.Begin(answer);
            }

            return answer;
        }

        private static RecordedAnswer Page(RecordedAnswer whole, Dictionary<string, string> query)
        {
            if (whole == null)
            {
                return null;
            }

            JObject json = whole.ReadJson();
            int offset = NumberOf(query, "offset", 0);
            JArray images = (JArray)json["images"];
            json["offset"] = offset;
            json["images"] = new JArray(images.Skip(offset).Take(NumberOf(query, "limit", 20)));
            return RecordedAnswer.Json(json);
        }

        private RecordedAnswer Channel(string[] path)
        {
            RecordedAnswer stream = answers.Find($"GET runs/{path[1]}/activations");
            int channel;
            bool isNumber = int.TryParse(path[5], NumberStyles.None, CultureInfo.InvariantCulture, out channel);
            JObject map = stream == null || !isNumber ? null : RecordedChannel.Find(stream.Body, path[3], channel);
            return map == null ? null : RecordedAnswer.Json(map);
        }

        private RecordedAnswer NotRecorded(string question)
        {
            return RecordedAnswer.Problem(
                404,
                "not-recorded",
                "Not recorded",
                $"This is a recording of a network, not a server. It holds the pictures {string.Join(", ", Images)}, " +
                $"and not the answer to {question}. Connect to a server for everything else.");
        }

        private RecordedAnswer CannotCompute()
        {
            return RecordedAnswer.Problem(
                404,
                "not-recorded",
                "Not recorded",
                "This is a recording of a network, not a server: it cannot compute what happens when channels are " +
                "switched off. Switch them on again, or connect to a server.");
        }

        private static bool IsDamage(Exception error)
        {
            return error is InvalidDataException || error is ContractException || error is ContainerException;
        }

        private static RecordedAnswer Damaged(Exception error)
        {
            return RecordedAnswer.Problem(
                500,
                "recording-damaged",
                "Damaged recording",
                $"The recording cannot be read: {error.Message} Install the client again, or make the recording anew.");
        }

        private static int NumberOf(Dictionary<string, string> query, string name, int standard)
        {
            string text;
            int number;
            return query.TryGetValue(name, out text)
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                ? number
                : standard;
        }

        private static Dictionary<string, string> QueryOf(Uri address)
        {
            return address.Query.TrimStart('?')
                .Split(new[] { '&' }, StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split(new[] { '=' }, 2))
                .GroupBy(part => Uri.UnescapeDataString(part[0]))
                .ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.Last().Last()));
        }
    }
}
