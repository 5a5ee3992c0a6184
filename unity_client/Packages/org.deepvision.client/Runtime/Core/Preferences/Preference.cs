using System;
using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>One thing a visitor can set.</summary>
    public abstract class Preference
    {
        protected Preference(string name, string help)
        {
            Name = name;
            Help = help;
        }

        /// <summary>It has another value.</summary>
        public event Action<Preference> Changed;

        /// <summary>As it stands in the file: letters only, the first one small.</summary>
        public string Name { get; }

        /// <summary>For a person: what it does.</summary>
        public string Help { get; }

        /// <summary>What it may be, for a person.</summary>
        public abstract string Range { get; }

        /// <summary>Whether it has its default value.</summary>
        public abstract bool IsDefault { get; }

        /// <summary>Gives it its default value.</summary>
        public abstract void Reset();

        /// <summary>The value as JSON.</summary>
        internal abstract JToken Write();

        /// <summary>Takes over a value; false if it is of another type or out of range, and nothing changes.</summary>
        internal abstract bool TryRead(JToken json);

        protected void RaiseChanged()
        {
            Changed?.Invoke(this);
        }
    }
}
