using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "type", "text": "…"}: characters from the keyboard, all in the next frame.</summary>
    internal sealed class TypeCommand : ICommand
    {
        public string Name => "type";

        public JToken Run(Player player, JObject request)
        {
            player.World.Controls.Type((string)request["text"]);
            player.Step(Player.FrameSeconds);
            return true;
        }
    }
}
