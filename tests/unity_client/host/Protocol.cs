using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>Finds the command of a line and words its answer: {"answer": …} or {"error": "…"}.</summary>
    internal sealed class Protocol
    {
        private readonly Player player;
        private readonly Dictionary<string, ICommand> commands;

        internal Protocol(Player player)
        {
            this.player = player;
            ICommand[] all =
            {
                new BootCommand(), new FramesCommand(), new UntilCommand(), new InputCommand(), new ClickCommand(),
                new PressCommand(), new TypeCommand(), new StateCommand(), new CountersCommand(), new MessagesCommand(),
                new DumpCommand(), new PauseCommand(), new SizeCommand(), new QuitCommand(), new WhereCommand(),
                new StandCommand(),
            };
            commands = all.ToDictionary(command => command.Name);
        }

        internal JObject Answer(string line)
        {
            try
            {
                JObject request = JObject.Parse(line);
                string name = (string)request["do"];
                if (name == null || !commands.TryGetValue(name, out ICommand command))
                {
                    throw new ArgumentException($"Unknown command {name}; known: {string.Join(", ", commands.Keys)}.");
                }

                return new JObject { { "answer", command.Run(player, request) } };
            }
            catch (Exception exception)
            {
                return new JObject { { "error", exception.ToString() } };
            }
        }
    }
}
