using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>A line of text.</summary>
    public sealed class TextPreference : Preference
    {
        /// <summary>Letters.</summary>
        public const int Longest = 300;
        private string value;

        public TextPreference(string name, string standard, string help) : base(name, help)
        {
            Default = standard;
            value = standard;
        }

        public string Default { get; }

        /// <summary>Never null; what is too long is cut.</summary>
        public string Value
        {
            get
            {
                return value;
            }

            set
            {
                string kept = value ?? "";
                kept = kept.Length <= Longest ? kept : kept.Substring(0, Longest);
                if (kept != this.value)
                {
                    this.value = kept;
                    RaiseChanged();
                }
            }
        }

        public override string Range => $"a text of at most {Longest} letters";

        public override bool IsDefault => value == Default;

        public override void Reset()
        {
            Value = Default;
        }

        internal override JToken Write()
        {
            return value;
        }

        internal override bool TryRead(JToken json)
        {
            bool fits = json.Type == JTokenType.String && ((string)json).Length <= Longest;
            Value = fits ? (string)json : value;
            return fits;
        }
    }
}
