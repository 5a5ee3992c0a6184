using System;

namespace DeepVision.Api
{
    /// <summary>The server speaks another version of the contract.</summary>
    public sealed class VersionException : Exception
    {
        /// <param name="got">the server's version; null where it did not tell</param>
        public VersionException(Uri address, int? got)
            : base(
                $"This client speaks version {ContractVersion.ApiVersion} of the interface, the server at " +
                $"{address} {(got.HasValue ? "version " + got.Value : "another one")}. {Advice(got)}")
        {
            Got = got;
        }

        /// <summary>The server's version; null where it did not tell.</summary>
        public int? Got { get; }

        private static string Advice(int? got)
        {
            return !got.HasValue ? "Use a client and a server of the same version."
                : got.Value > ContractVersion.ApiVersion ? "Update this client."
                : "Update the server.";
        }
    }
}
