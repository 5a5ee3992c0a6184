using System.Numerics;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "where", "tile": ["covidresnet", "conv1", 3]}, …: {"hall": [x, y, z], "screen": [x, y] or null}.
    /// ScreenPlaces says what can be asked for.
    /// </summary>
    internal sealed class WhereCommand : ICommand
    {
        public string Name => "where";

        public JToken Run(Player player, JObject request)
        {
            Vector3 place = ScreenPlaces.InHall(ClientState.WalkthroughOf(player.World), request);
            return new JObject
            {
                { "hall", new JArray(place.X, place.Y, place.Z) },
                { "screen", ScreenPlaces.OnScreen(place) },
            };
        }
    }
}
