using System;
using System.Linq;

namespace DeepVision.Experience
{
    /// <summary>
    /// A server's address as people write it: 192.168.0.20:5570, or the whole line that the server prints.
    /// </summary>
    internal sealed class ServerAddress
    {
        private const int DefaultPort = 5570;

        private ServerAddress(Uri uri, string token)
        {
            Uri = uri;
            Token = token;
        }

        public Uri Uri { get; }

        /// <summary>The secret in it; null: none.</summary>
        public string Token { get; }

        /// <summary>Reads an address.</summary>
        /// <exception cref="FormatException">It is none; the message says what was expected.</exception>
        public static ServerAddress Read(string text)
        {
            string written = (text ?? string.Empty).Trim();
            string whole = written.Contains("://") ? written : "http://" + written;
            Uri uri;
            if (!Uri.TryCreate(whole, UriKind.Absolute, out uri)
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
                || uri.Host.Length == 0)
            {
                throw new FormatException(
                    $"Expected an address such as 192.168.0.20:{DefaultPort}, got “{written}”.");
            }

            bool namesPort = !uri.IsDefaultPort || whole.Contains($":{uri.Port}") || uri.Scheme == Uri.UriSchemeHttps;
            int port = namesPort ? uri.Port : DefaultPort;
            UriBuilder server = new UriBuilder(uri.Scheme, uri.Host, port, uri.AbsolutePath);
            server.Path = server.Path.TrimEnd('/') + "/";
            return new ServerAddress(server.Uri, TokenOf(uri.Query));
        }

        private static string TokenOf(string query)
        {
            const string Name = "token=";
            string part = query.TrimStart('?').Split('&').FirstOrDefault(one => one.StartsWith(Name));
            return part == null ? null : Uri.UnescapeDataString(part.Substring(Name.Length));
        }
    }
}
