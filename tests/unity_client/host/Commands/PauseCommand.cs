using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "pause", "paused": true}: the headset is taken off, or put on again.</summary>
    internal sealed class PauseCommand : ICommand
    {
        public string Name => "pause";

        public JToken Run(Player player, JObject request)
        {
            bool paused = (bool?)request["paused"] ?? true;
            player.World.Focus(!paused);
            player.World.Pause(paused);
            return true;
        }
    }
}
