using System;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DeepVision.Host
{
    /// <summary>
    /// Boots the unmodified client and plays it by command: each line of standard input is {"do": name, …}, each line
    /// of standard output its answer. The engine stands still between commands. Arguments that do not begin with --host
    /// are the client's.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            TextWriter answers = Console.Out;
            Console.SetOut(Console.Error);
            Player player = new Player(Options.Read(arguments));
            Protocol protocol = new Protocol(player);
            for (string line = Console.In.ReadLine(); line != null; line = Console.In.ReadLine())
            {
                answers.WriteLine(protocol.Answer(line).ToString(Formatting.None));
                answers.Flush();
            }

            // Requests that are still under way must not keep the process.
            Environment.Exit(0);
            return 0;
        }
    }
}
