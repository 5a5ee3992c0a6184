using Newtonsoft.Json.Linq;
using UnityEngine;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "click", "x": 640, "y": 360, "button": "leftButton"}: the mouse goes there (pixels from the upper left),
    /// its button is pressed for two frames.
    /// </summary>
    internal sealed class ClickCommand : ICommand
    {
        public string Name => "click";

        public JToken Run(Player player, JObject request)
        {
            string button = "<Mouse>/" + ((string)request["button"] ?? "leftButton");
            float y = Screen.height - (float)request["y"];
            player.World.Controls.Set("<Mouse>/position", (float)request["x"], y);
            player.Step(Player.FrameSeconds);
            player.World.Controls.Set(button, 1);
            player.Step(Player.FrameSeconds);
            player.Step(Player.FrameSeconds);
            player.World.Controls.Set(button, 0);
            player.Step(Player.FrameSeconds);
            return true;
        }
    }
}
