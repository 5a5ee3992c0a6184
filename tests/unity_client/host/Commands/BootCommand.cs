using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "boot"}: the client starts; without it the first frame does so.</summary>
    internal sealed class BootCommand : ICommand
    {
        public string Name => "boot";

        public JToken Run(Player player, JObject request)
        {
            player.Boot();
            return true;
        }
    }
}
