using System;

namespace DeepVision.Api
{
    /// <summary>Nobody answers under the server's address, or not in time. Trying again may help.</summary>
    public sealed class UnreachableException : Exception
    {
        /// <param name="reason">half a sentence</param>
        public UnreachableException(Uri address, string reason, Exception cause = null)
            : base(
                $"Nobody answers at {address}: {reason}. Is the server running (make run), is the address right, and " +
                "are both machines in the same network?",
                cause)
        {
            Address = address;
        }

        public Uri Address { get; }
    }
}
