using System.Collections.Generic;

namespace DeepVision.Sheets
{
    /// <summary>A setting as it is shown.</summary>
    public sealed class SettingRow
    {
        /// <param name="key">name by which it is stored</param>
        /// <param name="label">what people call it</param>
        /// <param name="help">one line</param>
        /// <param name="options">what can be chosen, as people read it, in their order</param>
        /// <param name="chosen">which one holds; -1 if none of them</param>
        /// <param name="isSwitch">its two options are off and on</param>
        public SettingRow(
            string key, string label, string help, IReadOnlyList<string> options, int chosen, bool isSwitch = false)
        {
            Key = key;
            Label = label;
            Help = help;
            Options = options;
            Chosen = chosen;
            IsSwitch = isSwitch;
        }

        public string Key { get; }
        public string Label { get; }
        public string Help { get; }
        public IReadOnlyList<string> Options { get; }
        public int Chosen { get; }
        public bool IsSwitch { get; }
    }
}
