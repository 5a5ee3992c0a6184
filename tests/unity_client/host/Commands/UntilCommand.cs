using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "until", "state": {…}, "seconds": 30}: frames until the client's state has these values, at most so many
    /// real seconds. Objects are compared key by key; {"atLeast": number} takes any number from there on.
    /// </summary>
    internal sealed class UntilCommand : ICommand
    {
        private const int Pause = 2;

        public string Name => "until";

        public JToken Run(Player player, JObject request)
        {
            JObject wanted = (JObject)request["state"];
            double seconds = (double?)request["seconds"] ?? 30;
            Stopwatch watch = Stopwatch.StartNew();
            JObject state;
            do
            {
                player.Step(Player.FrameSeconds);
                state = ClientState.Read(player.World);
                if (Fits(state, wanted))
                {
                    return state;
                }

                Thread.Sleep(Pause);
            }
            while (watch.Elapsed.TotalSeconds < seconds);
            throw new TimeoutException($"Not within {seconds} s: {wanted}. The state is {state}.");
        }

        private static bool Fits(JToken actual, JToken wanted)
        {
            if (!(wanted is JObject))
            {
                return actual != null && actual.ToString() == wanted.ToString();
            }

            JToken least = wanted["atLeast"];
            if (least != null)
            {
                return actual != null && actual.Type != JTokenType.Null && (double)actual >= (double)least;
            }

            return actual is JObject && ((JObject)wanted).Properties().All(part => Fits(actual[part.Name], part.Value));
        }
    }
}
