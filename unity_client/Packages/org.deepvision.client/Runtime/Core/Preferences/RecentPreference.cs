using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>A few texts, the one used last first.</summary>
    public sealed class RecentPreference : Preference
    {
        /// <summary>Texts that are kept.</summary>
        public const int Most = 5;
        private string[] values = new string[0];

        public RecentPreference(string name, string help) : base(name, help)
        {
        }

        public IReadOnlyList<string> Values => values;

        public override string Range => $"a list of at most {Most} texts";

        public override bool IsDefault => values.Length == 0;

        /// <summary>Puts a text first.</summary>
        public void Use(string text)
        {
            Set(new[] { text }.Concat(values.Where(one => one != text)).Take(Most).ToArray());
        }

        public override void Reset()
        {
            Set(new string[0]);
        }

        internal override JToken Write()
        {
            return new JArray(values);
        }

        internal override bool TryRead(JToken json)
        {
            JArray list = json as JArray;
            bool fits = list != null && list.Count <= Most && list.All(IsText);
            if (fits)
            {
                Set(list.Select(one => (string)one).ToArray());
            }

            return fits;
        }

        private static bool IsText(JToken json)
        {
            return json.Type == JTokenType.String && ((string)json).Length <= TextPreference.Longest;
        }

        private void Set(string[] texts)
        {
            if (!texts.SequenceEqual(values))
            {
                values = texts;
                RaiseChanged();
            }
        }
    }
}
