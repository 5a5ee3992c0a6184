using System;

namespace DeepVision.Client
{
    /// <summary>What the player was started with: --server ADDRESS, --token TOKEN, --desktop.</summary>
    internal sealed class StartArguments
    {
        /// <param name="arguments">as the system gives them</param>
        public StartArguments(string[] arguments)
        {
            All = arguments;
            Server = ValueOf("--server");
            Token = ValueOf("--token");
        }

        public string[] All { get; }

        /// <summary>The server's address as it was typed; null: none given.</summary>
        public string Server { get; }

        /// <summary>What the server asks for where others may reach it; null: none given.</summary>
        public string Token { get; }

        private string ValueOf(string name)
        {
            int at = Array.IndexOf(All, name);
            return at >= 0 && at + 1 < All.Length ? All[at + 1] : null;
        }
    }
}
