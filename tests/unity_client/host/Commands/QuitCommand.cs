using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "quit"}: the player is closed; the answer counts what outlived it, as "counters" does.</summary>
    internal sealed class QuitCommand : ICommand
    {
        public string Name => "quit";

        public JToken Run(Player player, JObject request)
        {
            player.World.Quit();
            player.Step(Player.FrameSeconds);
            return new CountersCommand().Run(player, request);
        }
    }
}
