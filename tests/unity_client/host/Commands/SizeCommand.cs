using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "size", "width": 1280, "height": 720}: the window is resized.</summary>
    internal sealed class SizeCommand : ICommand
    {
        public string Name => "size";

        public JToken Run(Player player, JObject request)
        {
            player.World.Machine.Width = (int)request["width"];
            player.World.Machine.Height = (int)request["height"];
            return true;
        }
    }
}
