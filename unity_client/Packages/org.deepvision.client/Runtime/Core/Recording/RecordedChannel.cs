using DeepVision.Wire;
using Newtonsoft.Json.Linq;

namespace DeepVision.Recording
{
    /// <summary>
    /// One feature map out of a recorded stream of activations: as exact as the stream is, a 127th of the channel's
    /// largest value.
    /// </summary>
    internal static class RecordedChannel
    {
        /// <summary>The map as the server would answer it; null: the stream has no such layer or channel.</summary>
        /// <exception cref="ContainerException">The stream is damaged.</exception>
        public static JObject Find(byte[] stream, string layer, int channel)
        {
            ContainerParser parser = new ContainerParser();
            parser.Push(stream, 0, stream.Length);
            int index = -1;
            float scale = 1;
            Frame frame;
            while (parser.TryRead(out frame))
            {
                index = index < 0 ? IndexOf(parser.Header, layer) : index;
                bool covers = frame.Layer == index
                    && channel >= frame.First
                    && channel < frame.First + frame.Channels;
                if (covers && frame.Kind == FrameKind.Statistics)
                {
                    scale = frame.Floats()[4 * (channel - frame.First)];
                }
                else if (covers && frame.Kind == FrameKind.Values)
                {
                    return Decode(frame, channel - frame.First, scale);
                }
            }

            return null;
        }

        private static int IndexOf(Header header, string layer)
        {
            for (int i = 0; i < header.Layers.Count; i++)
            {
                if (header.Layers[i].Id == layer)
                {
                    return i;
                }
            }

            return -1;
        }

        private static JObject Decode(Frame frame, int channel, float scale)
        {
            int count = frame.Height * frame.Width;
            JArray values = new JArray();
            for (int i = 0; i < count; i++)
            {
                byte quantized = frame.Payload.Array[frame.Payload.Offset + channel * count + i];
                values.Add(quantized == 0 ? JValue.CreateNull() : new JValue(ValueOf(quantized, scale)));
            }

            return new JObject { { "shape", new JArray(frame.Height, frame.Width) }, { "values", values } };
        }

        /// <summary>128 is zero, 1…255 are -1…1 times the scale.</summary>
        private static double ValueOf(byte quantized, float scale)
        {
            return (quantized - 128) / 127.0 * scale;
        }
    }
}
