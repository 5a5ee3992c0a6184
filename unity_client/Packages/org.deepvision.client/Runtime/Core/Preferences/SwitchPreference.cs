using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>On or off.</summary>
    public sealed class SwitchPreference : Preference
    {
        private bool value;

        public SwitchPreference(string name, bool standard, string help) : base(name, help)
        {
            Default = standard;
            value = standard;
        }

        public bool Default { get; }

        public bool Value
        {
            get
            {
                return value;
            }

            set
            {
                if (value != this.value)
                {
                    this.value = value;
                    RaiseChanged();
                }
            }
        }

        public override string Range => "true or false";

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
            bool fits = json.Type == JTokenType.Boolean;
            Value = fits ? (bool)json : value;
            return fits;
        }
    }
}
