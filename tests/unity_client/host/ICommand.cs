using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>What a line of input can ask for.</summary>
    internal interface ICommand
    {
        string Name { get; }

        /// <summary>Do it; the result is the answer. An exception is told as an error.</summary>
        JToken Run(Player player, JObject request);
    }
}
