using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace DeepVision.Api
{
    /// <summary>
    /// Single JSON values as numbers and texts of C#. Every function takes the value's path for its message and throws
    /// <see cref="ContractException"/> where the value is of another type or does not fit.
    /// </summary>
    internal static class JsonValue
    {
        public static string Text(JToken value, string path)
        {
            Expect(value, path, "a text", JTokenType.String);
            return (string)value;
        }

        public static bool Flag(JToken value, string path)
        {
            Expect(value, path, "true or false", JTokenType.Boolean);
            return (bool)value;
        }

        public static double Number(JToken value, string path)
        {
            Expect(value, path, "a number", JTokenType.Float, JTokenType.Integer);
            return (double)value;
        }

        public static long Long(JToken value, string path)
        {
            Expect(value, path, "a whole number", JTokenType.Integer);
            try
            {
                return (long)value;
            }
            catch (OverflowException)
            {
                throw new ContractException(path, "a whole number below 2^63", Described(value));
            }
        }

        public static int Integer(JToken value, string path)
        {
            long number = Long(value, path);
            if (number < int.MinValue || number > int.MaxValue)
            {
                throw new ContractException(path, "a whole number below 2^31", Described(value));
            }
            return (int)number;
        }

        public static JObject Json(JToken value, string path)
        {
            Expect(value, path, "an object", JTokenType.Object);
            return (JObject)value;
        }

        /// <param name="count">how many items there must be; -1: any number</param>
        public static T[] List<T>(JToken value, string path, Func<JToken, string, T> read, int count = -1)
        {
            Expect(value, path, "a list", JTokenType.Array);
            JArray array = (JArray)value;
            if (count >= 0 && array.Count != count)
            {
                throw new ContractException(path, $"a list of {count}", $"one of {array.Count}");
            }
            List<T> items = new List<T>(array.Count);
            foreach (JToken item in array)
            {
                items.Add(read(item, $"{path}[{items.Count}]"));
            }
            return items.ToArray();
        }

        /// <summary>What a value is, in a few words.</summary>
        public static string Described(JToken value)
        {
            if (value == null)
            {
                return "nothing";
            }
            if (value.Type == JTokenType.Object || value.Type == JTokenType.Array)
            {
                return value.Type == JTokenType.Object ? "an object" : "a list";
            }
            string type = value.Type.ToString().ToLowerInvariant();
            return value.Type == JTokenType.Null
                ? "null"
                : string.Format(CultureInfo.InvariantCulture, "{0} {1}", type, value);
        }

        private static void Expect(JToken value, string path, string expected, params JTokenType[] types)
        {
            if (value == null || Array.IndexOf(types, value.Type) < 0)
            {
                throw new ContractException(path, expected, Described(value));
            }
        }
    }
}
