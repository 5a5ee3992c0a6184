using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "state"}: what ClientState tells.</summary>
    internal sealed class StateCommand : ICommand
    {
        public string Name => "state";

        public JToken Run(Player player, JObject request)
        {
            return ClientState.Read(player.World);
        }
    }
}
