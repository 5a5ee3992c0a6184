using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "messages"}: what was logged since the last call, [[type, text], …].</summary>
    internal sealed class MessagesCommand : ICommand
    {
        public string Name => "messages";

        public JToken Run(Player player, JObject request)
        {
            return new JArray(
                player.TakeMessages().Select(message => new JArray(message.Type.ToString(), message.Text)));
        }
    }
}
