using System;
using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Space;
using Newtonsoft.Json.Linq;

namespace DeepVision.Wire
{
    /// <summary>The JSON that a stream begins with.</summary>
    internal static class HeaderText
    {
        private const int Version = 1;

        /// <exception cref="ContainerException">Corrupt, or Version.</exception>
        public static Header Read(string text)
        {
            try
            {
                JObject json = JsonText.ReadObject(text, "the stream's header");
                JToken version = json["version"];
                if (version == null || version.Type != JTokenType.Integer || (long)version != Version)
                {
                    throw new ContainerException(
                        ContainerFailure.Version,
                        $"Expected tensor container version {Version}, got {JsonValue.Described(version)}. " +
                        "Use a client and a server of the same version.");
                }
                JsonReader reader = new JsonReader(json, "header");
                IReadOnlyList<LayerEntry> layers = reader.BodyList("layers", ReadLayer);
                return new Header(reader.Text("network"), reader.Text("run"), layers);
            }
            catch (Exception error) when (error is ContractException || error is OverflowException)
            {
                throw new ContainerException(ContainerFailure.Corrupt, error.Message, null, error);
            }
        }

        private static LayerEntry ReadLayer(JsonReader reader)
        {
            string id = reader.Text("id");
            Shape shape = reader.Shape("shape");
            if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            {
                throw new ContractException(id, "a shape of positive numbers", shape.ToString());
            }
            return new LayerEntry(id, shape);
        }
    }
}
