using System;

namespace DeepVision.Api
{
    /// <summary>The server answered, but not with what was asked for.</summary>
    public sealed class ApiException : Exception
    {
        public ApiException(Problem problem)
            : base($"{problem.Title}: {problem.Detail}")
        {
            Problem = problem;
        }

        /// <summary>
        /// The server's own words. Type "unexpected-answer" where it had none, such as the page of a proxy in between.
        /// </summary>
        public Problem Problem { get; }
    }
}
