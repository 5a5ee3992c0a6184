using System;
using DeepVision.Api;

namespace DeepVision.Wire
{
    /// <summary>A stream of activations that cannot be used.</summary>
    public sealed class ContainerException : Exception
    {
        /// <param name="problem">the server's own words where the kind is Problem and they were readable</param>
        public ContainerException(ContainerFailure kind, string message, Problem problem = null, Exception cause = null)
            : base(message, cause)
        {
            Kind = kind;
            Problem = problem;
        }

        public ContainerFailure Kind { get; }

        /// <summary>The server's own words; null where the kind is another, or they were not readable.</summary>
        public Problem Problem { get; }
    }
}
