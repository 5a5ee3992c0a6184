using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Tests.Session
{
    /// <summary>What a small server knows, as JSON.</summary>
    internal static class Facts
    {
        public static JObject Server(int api = 1)
        {
            return JObject.Parse(
                "{'name': 'deepvision', 'version': '0', 'api': " + api + ", 'device': 'cpu', 'max_upload_bytes': 1, " +
                "'max_upload_pixels': 1, 'image_formats': ['PNG']}");
        }

        public static JObject Networks(params string[] ids)
        {
            return new JObject
            {
                { "networks", new JArray(ids.Select(Summary)) }, { "failures", new JArray() }
            };
        }

        public static JObject Network(string id)
        {
            JObject network = Summary(id);
            network["class_names"] = new JArray("x");
            network["nodes"] = new JArray(
                Node("input", 3, 16, 24), Node("block1.conv1:1", 3, 13, 11), Node("vector", 5, 1, 1));
            network["edges"] = new JArray();
            network["sections"] = new JArray();
            network["bounds"] = JObject.Parse("{'x_min': 0, 'x_max': 0, 'z_min': 0, 'z_max': 0}");
            return network;
        }

        public static JObject Datasets()
        {
            return JObject.Parse(
                "{'datasets': [{'id': 'shapes', 'name': 'Shapes', 'count': 9, 'class_names': ['ring', 'star']}]}");
        }

        public static JObject DatasetImages()
        {
            return JObject.Parse(
                "{'total': 9, 'offset': 0, 'images': [{'image': 'shapes:0', 'label': 0, 'class_name': 'ring'}]}");
        }

        public static JObject Run(string run, string network, string image)
        {
            return new JObject
            {
                { "run", run }, { "network", network }, { "image", image },
                {
                    "predictions",
                    JArray.Parse("[{'index': 1, 'name': 'star', 'logit': 2.5, 'probability': 0.75}]")
                },
                { "true_class", "ring" }, { "graph", null }
            };
        }

        public static JObject Histogram()
        {
            return JObject.Parse(
                "{'edges': [0, 1], 'counts': [7], 'min': 0, 'max': 1, 'mean': 0.5, 'zeros': 0, 'not_finite': 0}");
        }

        /// <param name="id">of the job</param>
        /// <param name="state">queued, running, done, failed or cancelled</param>
        /// <param name="channels">those whose picture is finished; it is called generated:CHANNEL</param>
        public static JObject Job(string id, string state, params int[] channels)
        {
            return new JObject
            {
                { "id", id }, { "network", "n" }, { "layer", "l" }, { "state", state }, { "done", channels.Length },
                { "total", 3 }, { "eta", 12.5 }, { "place", null }, { "message", null },
                {
                    "items",
                    new JArray(channels.Select(channel => new JObject
                    {
                        { "channel", channel }, { "image", "generated:" + channel }, { "activation", 1.5 },
                        { "partial", false }, { "verdict", "alive" }, { "robustness", 0.9 }, { "rank", 0 },
                        { "objective", "mean" }
                    }))
                }
            };
        }

        private static JObject Summary(string id)
        {
            return new JObject
            {
                { "id", id }, { "name", id }, { "source", "tests" }, { "weights", null }, { "trained", true },
                { "parameters", 1 }, { "input_size", new JArray(16, 24) }, { "input_channels", 3 }
            };
        }

        private static JObject Node(string id, params int[] shape)
        {
            return new JObject
            {
                { "id", id }, { "name", id }, { "kind", "tracker" }, { "shape", new JArray(shape) },
                { "parameters", 0 }, { "section", null }, { "panel", null }
            };
        }
    }
}
