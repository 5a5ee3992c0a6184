using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DeepVision.Space;
using DeepVision.Wire;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Tests.Wire
{
    /// <summary>Writes streams for tests; the server's writer is deepvision/wire/container.py.</summary>
    internal static class Encode
    {
        /// <summary>CRC-32 bit by bit: slow, and not the implementation under test.</summary>
        public static uint SlowCrc32(byte[] bytes)
        {
            uint crc = uint.MaxValue;
            foreach (byte value in bytes)
            {
                crc ^= value;
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
                }
            }
            return ~crc;
        }

        public static byte[] Header(params LayerEntry[] layers)
        {
            JArray entries = new JArray(layers.Select(layer => new JObject
            {
                ["id"] = layer.Id,
                ["shape"] = new JArray(layer.Shape.Channels, layer.Shape.Height, layer.Shape.Width),
            }));
            JObject json = new JObject { ["version"] = 1, ["network"] = "test", ["run"] = "0", ["layers"] = entries };
            return HeaderText(json.ToString(Formatting.None));
        }

        public static byte[] HeaderText(string json)
        {
            byte[] body = Encoding.UTF8.GetBytes(json);
            int padded = (body.Length + 7) / 8 * 8;
            return Join(
                Encoding.ASCII.GetBytes("DVX1"),
                BitConverter.GetBytes((uint)padded),
                body,
                Enumerable.Repeat((byte)' ', padded - body.Length).ToArray());
        }

        public static byte[] Frame(
            FrameKind kind, byte[] payload, int layer = 0, int first = 0, Shape shape = default(Shape), byte mip = 0)
        {
            List<byte> bytes = new List<byte> { (byte)kind, mip, 0, 0 };
            int[] numbers = { layer, first, shape.Channels, shape.Height, shape.Width, payload.Length };
            foreach (int number in numbers)
            {
                bytes.AddRange(BitConverter.GetBytes(number));
            }
            bytes.AddRange(BitConverter.GetBytes(SlowCrc32(payload)));
            bytes.AddRange(payload);
            bytes.AddRange(new byte[(8 - payload.Length % 8) % 8]);
            return bytes.ToArray();
        }

        /// <param name="rows">per channel: scale, min, max, mean</param>
        public static byte[] Statistics(int layer, params float[][] rows)
        {
            byte[] payload = rows.SelectMany(row => row.SelectMany(BitConverter.GetBytes)).ToArray();
            return Frame(FrameKind.Statistics, payload, layer, 0, new Shape(rows.Length, 1, 4));
        }

        public static byte[] End()
        {
            return Frame(FrameKind.End, new byte[0]);
        }

        public static byte[] Join(params byte[][] parts)
        {
            using (MemoryStream joined = new MemoryStream())
            {
                foreach (byte[] part in parts)
                {
                    joined.Write(part, 0, part.Length);
                }
                return joined.ToArray();
            }
        }
    }
}
