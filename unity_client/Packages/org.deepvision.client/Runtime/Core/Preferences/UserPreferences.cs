using System;
using System.Collections.Generic;
using System.Linq;
using DeepVision.Api;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Preferences
{
    /// <summary>
    /// Everything a visitor can set, each once, with name, default, help and range; and the text it is kept as.
    /// </summary>
    public sealed class UserPreferences
    {
        public UserPreferences()
        {
            All = new Preference[]
            {
                Server, Token, RecentServers, Normalisation, Colormap, Glides, Turning, TurnDegrees, SmoothTurnSpeed,
                VignetteDegrees, Seated, LeftHanded, ReducedMotion, MouseSpeed, InvertedLook, LabelScale, Resolution
            };
            foreach (Preference preference in All)
            {
                preference.Changed += one => Changed?.Invoke(one);
            }
        }

        /// <summary>One of them has another value.</summary>
        public event Action<Preference> Changed;

        public TextPreference Server { get; } = new TextPreference(
            "server", "http://127.0.0.1:5570/", "address of the server");

        public TextPreference Token { get; } = new TextPreference(
            "token", "", "the secret that the server was started with; empty for none");

        public RecentPreference RecentServers { get; } = new RecentPreference(
            "recentServers", "addresses of servers that have answered");

        public ChoicePreference Normalisation { get; } = new ChoicePreference(
            "normalisation", new[] { "layer", "channel", "shared" },
            "what full brightness means: the largest value of the layer, of each channel, or one value for all layers");

        public ChoicePreference Colormap { get; } = new ChoicePreference(
            "colormap", Painting.Colormap.Names, "colours of negative, zero and positive values");

        public SwitchPreference Glides { get; } = new SwitchPreference(
            "glides", false, "in a headset, the left stick walks; off, one teleports");

        public ChoicePreference Turning { get; } = new ChoicePreference(
            "turning", new[] { "steps", "smooth" }, "in a headset, how the right stick turns");

        public ChoicePreference TurnDegrees { get; } = new ChoicePreference(
            "turnDegrees", new[] { "45", "30", "15" }, "degrees of one step of turning");

        public NumberPreference SmoothTurnSpeed { get; } = new NumberPreference(
            "smoothTurnSpeed", 60, 15, 180, "degrees per second of smooth turning");

        public NumberPreference VignetteDegrees { get; } = new NumberPreference(
            "vignetteDegrees", 60, 0, 110,
            "how much of the view stays clear while one walks in a headset; 0: all of it");

        public SwitchPreference Seated { get; } = new SwitchPreference(
            "seated", false, "in a headset, the eye is set to 1.6 m");

        public SwitchPreference LeftHanded { get; } = new SwitchPreference(
            "leftHanded", false, "the tool is in the left hand, the menu on the right wrist");

        public SwitchPreference ReducedMotion { get; } = new SwitchPreference(
            "reducedMotion", false, "at a desktop, every glide is a jump");

        public NumberPreference MouseSpeed { get; } = new NumberPreference(
            "mouseSpeed", 1, 0.25f, 4, "how fast a drag turns the view");

        public SwitchPreference InvertedLook { get; } = new SwitchPreference(
            "invertedLook", false, "a drag upwards looks down");

        public NumberPreference LabelScale { get; } = new NumberPreference(
            "labelScale", 1, 1, 1.5f, "how large the writing is");

        public NumberPreference Resolution { get; } = new NumberPreference(
            "resolution", 1.2f, 0.7f, 1.5f, "pixels across an eye's picture, times the headset's own suggestion");

        /// <summary>All of them, in the order in which a list shows them.</summary>
        public IReadOnlyList<Preference> All { get; }

        /// <summary>Reads what Write wrote. What is missing or damaged has its default.</summary>
        /// <param name="text">of the file; null: there is none yet</param>
        /// <param name="message">for a person: what was damaged; null: nothing</param>
        public static UserPreferences Read(string text, out string message)
        {
            UserPreferences preferences = new UserPreferences();
            message = null;
            if (text == null)
            {
                return preferences;
            }

            try
            {
                JObject json = JsonText.ReadObject(text, "preferences");
                message = preferences.Take(json);
            }
            catch (ContractException)
            {
                message = "The file with the preferences is damaged, so all of them have their defaults.";
            }

            return preferences;
        }

        /// <summary>The text to be kept: those that differ from their default.</summary>
        public string Write()
        {
            JObject json = new JObject();
            foreach (Preference preference in All.Where(one => !one.IsDefault))
            {
                json[preference.Name] = preference.Write();
            }

            return json.ToString(Formatting.Indented);
        }

        /// <summary>Gives all of them but the server's address their defaults.</summary>
        public void Reset()
        {
            foreach (Preference preference in All.Where(one => one != Server && one != Token && one != RecentServers))
            {
                preference.Reset();
            }
        }

        private string Take(JObject json)
        {
            List<string> damaged = new List<string>();
            foreach (Preference preference in All)
            {
                JToken value = json[preference.Name];
                if (value != null && !preference.TryRead(value))
                {
                    damaged.Add($"{preference.Name} has its default: expected {preference.Range}, got {value}");
                }
            }

            return damaged.Count == 0 ? null : "Preferences: " + string.Join("; ", damaged) + ".";
        }
    }
}
