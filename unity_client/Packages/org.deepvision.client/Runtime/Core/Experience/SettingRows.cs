using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using DeepVision.Preferences;
using DeepVision.Sheets;

namespace DeepVision.Experience
{
    /// <summary>The visitor's settings as rows to choose from, and what a choice means.</summary>
    internal static class SettingRows
    {
        private const int Steps = 4;
        private static readonly string[] Switch = { "off", "on" };

        /// <summary>Those that a person can choose; addresses have a sheet of their own.</summary>
        public static IReadOnlyList<SettingRow> Of(UserPreferences preferences)
        {
            return preferences.All.Select(Row).Where(row => row != null).ToArray();
        }

        /// <summary>Takes over what was chosen.</summary>
        public static void Choose(UserPreferences preferences, string name, int option)
        {
            Preference preference = preferences.All.First(one => one.Name == name);
            if (preference is SwitchPreference)
            {
                ((SwitchPreference)preference).Value = option == 1;
            }
            else if (preference is ChoicePreference)
            {
                ChoicePreference choice = (ChoicePreference)preference;
                choice.Value = choice.Choices[option];
            }
            else if (preference is NumberPreference)
            {
                NumberPreference number = (NumberPreference)preference;
                number.Value = Options(number)[option];
            }
        }

        private static SettingRow Row(Preference preference)
        {
            string label = Label(preference.Name);
            if (preference is SwitchPreference)
            {
                int on = ((SwitchPreference)preference).Value ? 1 : 0;
                return new SettingRow(preference.Name, label, preference.Help, Switch, on, true);
            }

            if (preference is ChoicePreference)
            {
                ChoicePreference choice = (ChoicePreference)preference;
                int chosen = choice.Choices.TakeWhile(one => one != choice.Value).Count();
                return new SettingRow(preference.Name, label, preference.Help, choice.Choices, chosen);
            }

            if (preference is NumberPreference)
            {
                NumberPreference number = (NumberPreference)preference;
                float[] options = Options(number);
                string[] texts = options.Select(Text).ToArray();
                int chosen = Array.IndexOf(options, number.Value);
                return new SettingRow(preference.Name, label, preference.Help, texts, chosen);
            }

            return null;
        }

        /// <summary>Least, default, most, and steps between.</summary>
        private static float[] Options(NumberPreference number)
        {
            return Enumerable.Range(0, Steps + 1)
                .Select(step => number.Least + (number.Most - number.Least) * step / Steps)
                .Concat(new[] { number.Default })
                .Select(value => (float)Math.Round(value, 2))
                .Distinct()
                .OrderBy(value => value)
                .ToArray();
        }

        private static string Text(float value)
        {
            return value.ToString("0.##", CultureInfo.InvariantCulture);
        }

        /// <summary>"turnDegrees" → "Turn degrees".</summary>
        private static string Label(string name)
        {
            StringBuilder label = new StringBuilder();
            foreach (char letter in name)
            {
                label.Append(char.IsUpper(letter) ? " " : string.Empty).Append(char.ToLowerInvariant(letter));
            }

            label[0] = char.ToUpperInvariant(label[0]);
            return label.ToString();
        }
    }
}
