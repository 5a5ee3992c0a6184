using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>{"do": "dump", "folder": "…"}: what the last frame drew, as files.</summary>
    internal sealed class DumpCommand : ICommand
    {
        public string Name => "dump";

        public JToken Run(Player player, JObject request)
        {
            using (FrameDump dump = new FrameDump((string)request["folder"]))
            {
                return dump.Write(player.World.Drawing);
            }
        }
    }
}
