using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>One of a few words.</summary>
    public sealed class ChoicePreference : Preference
    {
        private string value;

        /// <param name="name">as it stands in the file</param>
        /// <param name="choices">the first is the default</param>
        /// <param name="help">for a person</param>
        public ChoicePreference(string name, IReadOnlyList<string> choices, string help) : base(name, help)
        {
            Choices = choices;
            value = Default;
        }

        public IReadOnlyList<string> Choices { get; }

        public string Default => Choices[0];

        /// <exception cref="ArgumentException">It is none of the choices.</exception>
        public string Value
        {
            get
            {
                return value;
            }

            set
            {
                if (!Choices.Contains(value))
                {
                    throw new ArgumentException($"{Name}: expected {Range}, got {value}");
                }

                if (value != this.value)
                {
                    this.value = value;
                    RaiseChanged();
                }
            }
        }

        public override string Range => string.Join(" or ", Choices);

        public override bool IsDefault => value == Default;

        /// <summary>Takes the choice after this one; after the last the first, as a button does.</summary>
        public void Next()
        {
            int at = Choices.TakeWhile(choice => choice != value).Count();
            Value = Choices[(at + 1) % Choices.Count];
        }

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
            bool fits = json.Type == JTokenType.String && Choices.Contains((string)json);
            Value = fits ? (string)json : value;
            return fits;
        }
    }
}
