using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Space;
using Newtonsoft.Json.Linq;

namespace DeepVision.Api
{
    /// <summary>
    /// Reads the members of a JSON object by name. Members that are not asked for are passed over. Every function
    /// throws <see cref="ContractException"/> with the member's path where it is missing or of another type.
    /// </summary>
    public sealed class JsonReader
    {
        private readonly JObject json;
        private readonly string path;

        /// <param name="path">what the object is called in messages</param>
        public JsonReader(JObject json, string path)
        {
            this.json = json ?? throw new ArgumentNullException(nameof(json));
            this.path = path;
        }

        public string Text(string name)
        {
            return Read(name, JsonValue.Text);
        }

        public string TextOrNull(string name)
        {
            return IsNull(name) ? null : Text(name);
        }

        public IReadOnlyList<string> TextList(string name)
        {
            return ReadList(name, JsonValue.Text);
        }

        /// <summary>One of a few texts.</summary>
        public string Choice(string name, params string[] choices)
        {
            string text = Text(name);
            if (Array.IndexOf(choices, text) < 0)
            {
                throw new ContractException(PathOf(name), string.Join(" or ", choices), text);
            }
            return text;
        }

        public string ChoiceOrNull(string name, params string[] choices)
        {
            return IsNull(name) ? null : Choice(name, choices);
        }

        /// <summary>Whether there is such a member: one with a default may be left out.</summary>
        public bool Has(string name)
        {
            return json[name] != null;
        }

        public bool Flag(string name)
        {
            return Read(name, JsonValue.Flag);
        }

        public int Integer(string name)
        {
            return Read(name, JsonValue.Integer);
        }

        public int? IntegerOrNull(string name)
        {
            return IsNull(name) ? (int?)null : Integer(name);
        }

        public IReadOnlyList<int> IntegerList(string name)
        {
            return ReadList(name, JsonValue.Integer);
        }

        public long Long(string name)
        {
            return Read(name, JsonValue.Long);
        }

        public long? LongOrNull(string name)
        {
            return IsNull(name) ? (long?)null : Long(name);
        }

        public IReadOnlyList<long> LongList(string name)
        {
            return ReadList(name, JsonValue.Long);
        }

        public double Number(string name)
        {
            return Read(name, JsonValue.Number);
        }

        public double? NumberOrNull(string name)
        {
            return IsNull(name) ? (double?)null : Number(name);
        }

        public IReadOnlyList<double> NumberList(string name)
        {
            return ReadList(name, JsonValue.Number);
        }

        /// <summary>Numbers, with null where there is none.</summary>
        public IReadOnlyList<double?> NumberOrNullList(string name)
        {
            return ReadList(
                name,
                (value, at) => value.Type == JTokenType.Null ? (double?)null : JsonValue.Number(value, at));
        }

        /// <summary>A point: metres.</summary>
        public Vector3 Position(string name)
        {
            return Read(name, PositionOf);
        }

        public IReadOnlyList<Vector3> PositionList(string name)
        {
            return ReadList(name, PositionOf);
        }

        /// <summary>[channels, height, width]</summary>
        public Shape Shape(string name)
        {
            int[] sides = Read(name, (value, at) => JsonValue.List(value, at, JsonValue.Integer, 3));
            return new Shape(sides[0], sides[1], sides[2]);
        }

        /// <summary>[height, width]</summary>
        public MapSize Size(string name)
        {
            int[] sides = Read(name, (value, at) => JsonValue.List(value, at, JsonValue.Integer, 2));
            return new MapSize(sides[0], sides[1]);
        }

        /// <summary>Another body of the contract.</summary>
        public T Body<T>(string name, Func<JsonReader, T> read)
        {
            return read(new JsonReader(Read(name, JsonValue.Json), PathOf(name)));
        }

        public T BodyOrNull<T>(string name, Func<JsonReader, T> read)
            where T : class
        {
            return IsNull(name) ? null : Body(name, read);
        }

        public IReadOnlyList<T> BodyList<T>(string name, Func<JsonReader, T> read)
        {
            return ReadList(name, (value, at) => read(new JsonReader(JsonValue.Json(value, at), at)));
        }

        private static Vector3 PositionOf(JToken value, string path)
        {
            double[] sides = JsonValue.List(value, path, JsonValue.Number, 3);
            return new Vector3((float)sides[0], (float)sides[1], (float)sides[2]);
        }

        private T Read<T>(string name, Func<JToken, string, T> read)
        {
            return read(json[name], PathOf(name));
        }

        private IReadOnlyList<T> ReadList<T>(string name, Func<JToken, string, T> read)
        {
            return JsonValue.List(json[name], PathOf(name), read);
        }

        /// <summary>A member that is missing is not null: it fails where it is read.</summary>
        private bool IsNull(string name)
        {
            JToken value = json[name];
            return value != null && value.Type == JTokenType.Null;
        }

        private string PathOf(string name)
        {
            return $"{path}.{name}";
        }
    }
}
