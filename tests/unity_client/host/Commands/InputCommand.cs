using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "input", "path": "&lt;Keyboard&gt;/w", "value": 1}: sets a control from the next frame on; value is a
    /// number or a list (vectors xyz, rotations xyzw). It stays until it is set again; a mouse's delta and scroll last
    /// one frame.
    /// </summary>
    internal sealed class InputCommand : ICommand
    {
        public string Name => "input";

        public JToken Run(Player player, JObject request)
        {
            JToken value = request["value"];
            JArray list = value as JArray ?? new JArray(value);
            float[] numbers = list.Select(item => (float)item).ToArray();
            player.World.Controls.Set((string)request["path"], numbers);
            return true;
        }
    }
}
