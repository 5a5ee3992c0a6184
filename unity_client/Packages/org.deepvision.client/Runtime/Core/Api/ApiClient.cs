using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Api
{
    /// <summary>
    /// The server's REST interface. May be used from any thread and never blocks it. Every function throws
    /// <see cref="UnreachableException"/> where nobody answers, <see cref="ApiException"/> where the server answers
    /// with an error, <see cref="ContractException"/> where its answer is not as agreed, and
    /// <see cref="OperationCanceledException"/> where it was cancelled. Nothing is tried again: that is the caller's.
    /// </summary>
    public sealed class ApiClient : IDisposable
    {
        /// <summary>For what the server knows.</summary>
        private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

        /// <summary>For what the server may have to compute, or what is large.</summary>
        private static readonly TimeSpan AfterWork = TimeSpan.FromSeconds(120);

        private readonly HttpExchange exchange;

        /// <param name="server">such as http://192.168.1.20:5570/; its query is left out</param>
        /// <param name="token">what the server was started with; null: none</param>
        /// <param name="handler">who carries the requests, disposed with the client; null: the network</param>
        /// <exception cref="ArgumentException">It is no address of the web.</exception>
        public ApiClient(Uri server, string token = null, HttpMessageHandler handler = null)
        {
            if (!server.IsAbsoluteUri || server.Scheme != "http" && server.Scheme != "https")
            {
                throw new ArgumentException($"expected an address such as http://192.168.1.20:5570/, got {server}");
            }
            Address = new Uri(server.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
            exchange = new HttpExchange(Address, token, handler);
        }

        /// <summary>Of the server; ends with a slash.</summary>
        public Uri Address { get; }

        /// <exception cref="VersionException">The server speaks another version of the contract.</exception>
        public async Task<Server> Server(CancellationToken cancellation)
        {
            JObject json;
            try
            {
                json = await GetJson("server", "Server", Soon, cancellation).ConfigureAwait(false);
            }
            catch (ApiException error) when (error.Problem.Status == 404 && error.Problem.Type != Answer.UnexpectedType)
            {
                throw new VersionException(Address, null); // the version is part of every path
            }
            int version = new JsonReader(json, "Server").Integer("api");
            if (version != ContractVersion.ApiVersion)
            {
                throw new VersionException(Address, version);
            }
            return DeepVision.Api.Server.Read(json);
        }

        public Task<Networks> Networks(CancellationToken cancellation)
        {
            return Get("networks", "Networks", DeepVision.Api.Networks.Read, Soon, cancellation);
        }

        /// <param name="folded">ids of the sections that are to stand folded; null: the server chooses</param>
        public Task<Network> Network(string id, IReadOnlyList<string> folded, CancellationToken cancellation)
        {
            string query = folded == null ? "" : "?folded=" + string.Join(",", folded.Select(Uri.EscapeDataString));
            string path = $"networks/{Segment(id)}{query}";
            return Get(path, "Network", DeepVision.Api.Network.Read, AfterWork, cancellation);
        }

        public Task<Datasets> Datasets(CancellationToken cancellation)
        {
            return Get("datasets", "Datasets", DeepVision.Api.Datasets.Read, Soon, cancellation);
        }

        public Task<DatasetImages> DatasetImages(
            string dataset, int offset, int limit, CancellationToken cancellation)
        {
            string path = FormattableString.Invariant(
                $"datasets/{Segment(dataset)}/images?offset={offset}&limit={limit}");
            return Get(path, "DatasetImages", DeepVision.Api.DatasetImages.Read, Soon, cancellation);
        }

        /// <summary>A picture as PNG.</summary>
        /// <param name="size">its longer side has at most so many pixels</param>
        public async Task<byte[]> Picture(string image, int size, CancellationToken cancellation)
        {
            string path = FormattableString.Invariant($"images/{Segment(image)}?size={size}");
            Answer answer = await Ask(HttpMethod.Get, path, null, AfterWork, cancellation).ConfigureAwait(false);
            Expect("image/png", answer, "Picture");
            return answer.Body;
        }

        /// <summary>White noise.</summary>
        public Task<Image> Noise(long seed, int width, int height, CancellationToken cancellation)
        {
            JObject body = new NoiseRequest(seed, width, height).Write();
            return Post("noise", body, "Image", DeepVision.Api.Image.Read, cancellation);
        }

        /// <param name="file">a picture in one of the formats that <see cref="Server"/> names</param>
        /// <param name="name">of the file, for messages</param>
        public async Task<Image> Upload(byte[] file, string name, CancellationToken cancellation)
        {
            ByteArrayContent part = new ByteArrayContent(file);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
            {
                Name = "\"file\"",
                FileName = $"\"{Plain(name)}\"",
            };
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            MultipartFormDataContent content = new MultipartFormDataContent { part };
            Answer answer =
                await Ask(HttpMethod.Post, "images", content, AfterWork, cancellation).ConfigureAwait(false);
            return DeepVision.Api.Image.Read(ReadJson(answer, "Image"));
        }

        /// <summary>A forward pass.</summary>
        /// <param name="interventions">may be null</param>
        public Task<Run> Run(
            string network,
            string image,
            IReadOnlyList<Intervention> interventions,
            CancellationToken cancellation)
        {
            JObject body = new RunRequest(image, interventions).Write();
            return Post($"networks/{Segment(network)}/runs", body, "Run", DeepVision.Api.Run.Read, cancellation);
        }

        /// <summary>
        /// Every activation of a run as a stream for <see cref="Wire.ContainerReader"/>, coarse first. Dispose it.
        /// </summary>
        /// <param name="near">
        /// the layer that the visitor stands at: its neighbours come first; null: as the data walks
        /// </param>
        public Task<Stream> Activations(string run, string near, CancellationToken cancellation)
        {
            string order = near == null ? "" : $"order=near:{Uri.EscapeDataString(near)}&";
            Uri address = AddressOf($"runs/{Segment(run)}/activations?{order}mips=2,0");
            return exchange.Open(address, AfterWork, cancellation);
        }

        /// <summary>Distribution of a layer's activations.</summary>
        public Task<Histogram> Histogram(string run, string layer, CancellationToken cancellation)
        {
            string path = $"runs/{Segment(run)}/layers/{Segment(layer)}/histogram";
            return Get(path, "Histogram", DeepVision.Api.Histogram.Read, AfterWork, cancellation);
        }

        /// <summary>Distribution of a layer's weights; a problem "no-weights" where it has none.</summary>
        public Task<Histogram> WeightsHistogram(string network, string layer, CancellationToken cancellation)
        {
            string path = $"networks/{Segment(network)}/layers/{Segment(layer)}/weights/histogram";
            return Get(path, "Histogram", DeepVision.Api.Histogram.Read, AfterWork, cancellation);
        }

        /// <summary>One feature map, exactly.</summary>
        public Task<Channel> Channel(string run, string layer, int channel, CancellationToken cancellation)
        {
            string number = channel.ToString(CultureInfo.InvariantCulture);
            string path = $"runs/{Segment(run)}/layers/{Segment(layer)}/channels/{number}";
            return Get(path, "Channel", DeepVision.Api.Channel.Read, AfterWork, cancellation);
        }

        /// <summary>What feature visualization of a layer takes, and which pictures are there.</summary>
        public Task<FeatureVisualizationPlan> VisualizationPlan(
            string network, string layer, CancellationToken cancellation)
        {
            string path = $"networks/{Segment(network)}/layers/{Segment(layer)}/feature-visualizations";
            return Get(
                path, "FeatureVisualizationPlan", FeatureVisualizationPlan.Read, AfterWork, cancellation);
        }

        /// <summary>Begins to make the pictures that excite the channels of a layer most.</summary>
        public Task<Job> VisualizeFeatures(
            string network, string layer, FeatureVisualizationRequest request, CancellationToken cancellation)
        {
            string path = $"networks/{Segment(network)}/layers/{Segment(layer)}/feature-visualizations";
            return Post(path, request.Write(), "Job", DeepVision.Api.Job.Read, cancellation);
        }

        /// <summary>How far a job is.</summary>
        public Task<Job> Job(string id, CancellationToken cancellation)
        {
            return Get($"jobs/{Segment(id)}", "Job", DeepVision.Api.Job.Read, Soon, cancellation);
        }

        public Task CancelJob(string id, CancellationToken cancellation)
        {
            return Ask(HttpMethod.Delete, $"jobs/{Segment(id)}", null, Soon, cancellation);
        }

        /// <summary>Ends what is still under way.</summary>
        public void Dispose()
        {
            exchange.Dispose();
        }

        private async Task<T> Get<T>(
            string path, string name, Func<JObject, T> read, TimeSpan patience, CancellationToken cancellation)
        {
            return read(await GetJson(path, name, patience, cancellation).ConfigureAwait(false));
        }

        private async Task<JObject> GetJson(
            string path, string name, TimeSpan patience, CancellationToken cancellation)
        {
            Answer answer = await Ask(HttpMethod.Get, path, null, patience, cancellation).ConfigureAwait(false);
            return ReadJson(answer, name);
        }

        private async Task<T> Post<T>(
            string path, JObject body, string name, Func<JObject, T> read, CancellationToken cancellation)
        {
            StringContent content = new StringContent(
                body.ToString(Formatting.None), Encoding.UTF8, "application/json");
            Answer answer = await Ask(HttpMethod.Post, path, content, AfterWork, cancellation).ConfigureAwait(false);
            return read(ReadJson(answer, name));
        }

        private Task<Answer> Ask(
            HttpMethod method, string path, HttpContent content, TimeSpan patience, CancellationToken cancellation)
        {
            return exchange.Ask(method, AddressOf(path), content, patience, cancellation);
        }

        private Uri AddressOf(string path)
        {
            return new Uri(Address, $"api/v{ContractVersion.ApiVersion}/{path}");
        }

        private static JObject ReadJson(Answer answer, string name)
        {
            Expect("application/json", answer, name);
            return JsonText.ReadObject(answer.Text, name);
        }

        private static void Expect(string mediaType, Answer answer, string name)
        {
            if (answer.MediaType != mediaType)
            {
                string got = answer.MediaType.Length == 0 ? "something without a type" : answer.MediaType;
                throw new ContractException(name, mediaType, $"{got} from {answer.Address}");
            }
        }

        /// <summary>Ids may hold a colon, which needs no escape and reads better without one.</summary>
        private static string Segment(string id)
        {
            return Uri.EscapeDataString(id).Replace("%3A", ":");
        }

        /// <summary>A header holds no other letters.</summary>
        private static string Plain(string name)
        {
            return string.Concat(name.Select(letter => letter < ' ' || letter > '~' || letter == '"' ? '_' : letter));
        }
    }
}
