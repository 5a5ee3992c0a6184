using System.Linq;
using System.Numerics;
using DeepVision.Space;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "stand", "pose": [x, y, z, yaw, pitch]}: the eye is there at once, as in the browser's address.
    /// </summary>
    internal sealed class StandCommand : ICommand
    {
        public string Name => "stand";

        public JToken Run(Player player, JObject request)
        {
            float[] pose = request["pose"].Select(number => (float)number).ToArray();
            ClientState.WalkthroughOf(player.World).Place(
                new Pose(new Vector3(pose[0], pose[1], pose[2]), pose[3], pose[4]));
            player.Step(Player.FrameSeconds);
            return true;
        }
    }
}
