using System.Threading;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "frames", "count": 1, "seconds": 1/60, "wait": 0}: frames of so many seconds each; wait is the real time
    /// between them in milliseconds.
    /// </summary>
    internal sealed class FramesCommand : ICommand
    {
        public string Name => "frames";

        public JToken Run(Player player, JObject request)
        {
            int count = (int?)request["count"] ?? 1;
            float seconds = (float?)request["seconds"] ?? Player.FrameSeconds;
            int wait = (int?)request["wait"] ?? 0;
            for (int frame = 0; frame < count; frame++)
            {
                player.Step(seconds);
                Thread.Sleep(wait);
            }

            return player.World.Frame;
        }
    }
}
