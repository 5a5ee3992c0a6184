using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "press", "path": "&lt;Keyboard&gt;/escape", "frames": 2}: a button is down for so many frames. Several
    /// paths (a list) go down together.
    /// </summary>
    internal sealed class PressCommand : ICommand
    {
        public string Name => "press";

        public JToken Run(Player player, JObject request)
        {
            JArray paths = request["path"] as JArray ?? new JArray(request["path"]);
            Set(player, paths, 1);
            int frames = (int?)request["frames"] ?? 2;
            for (int frame = 0; frame < frames; frame++)
            {
                player.Step(Player.FrameSeconds);
            }

            Set(player, paths, 0);
            player.Step(Player.FrameSeconds);
            return true;
        }

        private static void Set(Player player, JArray paths, float value)
        {
            foreach (JToken path in paths)
            {
                player.World.Controls.Set((string)path, value);
            }
        }
    }
}
