using System;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>A number within a range.</summary>
    public sealed class NumberPreference : Preference
    {
        private float value;

        public NumberPreference(string name, float standard, float least, float most, string help) : base(name, help)
        {
            Default = standard;
            Least = least;
            Most = most;
            value = standard;
        }

        public float Default { get; }

        public float Least { get; }

        public float Most { get; }

        /// <summary>What is out of range is set to its nearest end.</summary>
        public float Value
        {
            get
            {
                return value;
            }

            set
            {
                float kept = float.IsNaN(value) ? Default : Math.Max(Least, Math.Min(Most, value));
                if (kept != this.value)
                {
                    this.value = kept;
                    RaiseChanged();
                }
            }
        }

        public override string Range =>
            string.Format(CultureInfo.InvariantCulture, "a number from {0} to {1}", Least, Most);

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
            bool isNumber = json.Type == JTokenType.Float || json.Type == JTokenType.Integer;
            double number = isNumber ? (double)json : double.NaN;
            bool fits = number >= Least && number <= Most;
            Value = fits ? (float)number : value;
            return fits;
        }
    }
}
