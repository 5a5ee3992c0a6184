using System.Text;
using DeepVision.Api;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Recording
{
    /// <summary>What a server said.</summary>
    internal sealed class RecordedAnswer
    {
        public RecordedAnswer(int status, string mediaType, byte[] body)
        {
            Status = status;
            MediaType = mediaType;
            Body = body;
        }

        public int Status { get; }

        public string MediaType { get; }

        public byte[] Body { get; }

        public static RecordedAnswer Json(JObject json)
        {
            return new RecordedAnswer(200, "application/json", BytesOf(json));
        }

        /// <param name="status">of the answer</param>
        /// <param name="type">short slug</param>
        /// <param name="title">in a few words</param>
        /// <param name="detail">what was expected, what came, what to do</param>
        public static RecordedAnswer Problem(int status, string type, string title, string detail)
        {
            JObject json = new JObject
            {
                { "type", type }, { "title", title }, { "status", status }, { "detail", detail }
            };
            return new RecordedAnswer(status, "application/problem+json", BytesOf(json));
        }

        /// <exception cref="ContractException">It is no JSON object.</exception>
        public JObject ReadJson()
        {
            return JsonText.ReadObject(Encoding.UTF8.GetString(Body), "recording");
        }

        private static byte[] BytesOf(JObject json)
        {
            return Encoding.UTF8.GetBytes(json.ToString(Formatting.None));
        }
    }
}
