using System;

namespace DeepVision.Api
{
    /// <summary>The server answered with JSON, but not with what both sides have agreed on.</summary>
    public sealed class ContractException : Exception
    {
        /// <param name="path">where in the answer, such as <c>Run.predictions[3].name</c></param>
        /// <param name="expected">what should stand there</param>
        /// <param name="got">what stands there</param>
        public ContractException(string path, string expected, string got)
            : base($"The server's answer is not as agreed: expected {expected} at {path}, got {got}. " +
                "Use a client and a server of the same version.")
        {
            Path = path;
        }

        /// <summary>Where in the answer, such as <c>Run.predictions[3].name</c>.</summary>
        public string Path { get; }
    }
}
