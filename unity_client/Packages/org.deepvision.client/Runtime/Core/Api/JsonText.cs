using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Api
{
    /// <summary>From text to Json.NET's objects, as the contract wants it.</summary>
    public static class JsonText
    {
        /// <summary>Deeper than any body is; without a limit a hostile answer would end the stack.</summary>
        private const int DeepestNesting = 64;

        /// <summary>Reads an object. Text that looks like a date stays text.</summary>
        /// <param name="name">what the object is, for the message</param>
        /// <exception cref="ContractException">The text is no JSON object.</exception>
        public static JObject ReadObject(string text, string name)
        {
            try
            {
                JsonTextReader reader = new JsonTextReader(new StringReader(text))
                {
                    DateParseHandling = DateParseHandling.None,
                    MaxDepth = DeepestNesting,
                };
                JObject json = JObject.Load(reader);
                if (reader.Read())
                {
                    throw new ContractException(name, "one JSON object", "more text after it");
                }
                return json;
            }
            catch (JsonException error)
            {
                throw new ContractException(name, "a JSON object", Shortened(text) + " (" + error.Message + ")");
            }
        }

        private static string Shortened(string text)
        {
            const int most = 60;
            string line = text.Trim().Replace('\n', ' ').Replace('\r', ' ');
            return line.Length == 0 ? "nothing" : line.Length <= most ? line : line.Substring(0, most) + "…";
        }
    }
}
