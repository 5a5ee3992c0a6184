using System;
using DeepVision.Api;
using DeepVision.Wire;

namespace DeepVision.Session
{
    /// <summary>What a failed request means.</summary>
    internal static class Failure
    {
        private const int BadGateway = 502;
        private const int GatewayTimeout = 504;

        /// <summary>Nobody answers, or only a proxy does: it may work again when the server is back.</summary>
        public static bool MeansAway(Exception error)
        {
            return error is UnreachableException
                || (error is ApiException answer
                    && answer.Problem.Status >= BadGateway
                    && answer.Problem.Status <= GatewayTimeout);
        }

        /// <summary>The server has forgotten the run: posting the picture again makes it anew.</summary>
        public static bool MeansForgottenRun(Exception error)
        {
            return error is ApiException answer && answer.Problem.Type == "run-unknown";
        }

        /// <summary>The stream broke off, or its run was forgotten: beginning again repairs it.</summary>
        public static bool MeansCut(Exception error)
        {
            return MeansForgottenRun(error)
                || (error is ContainerException stream && stream.Kind == ContainerFailure.Cut);
        }

        /// <summary>Words for a person.</summary>
        public static string TextOf(Exception error)
        {
            bool foreseen = error is ApiException
                || error is UnreachableException
                || error is VersionException
                || error is ContractException
                || error is ContainerException
                || error is FormatException
                || error is InvalidOperationException;
            return foreseen
                ? error.Message
                : $"The client met an error of its own ({error.GetType().Name}: {error.Message}). Try again.";
        }
    }
}
