using System;
using System.Net;
using System.Text;

namespace DeepVision.Api
{
    /// <summary>A whole answer of the server.</summary>
    internal sealed class Answer
    {
        /// <summary>The problem's type where the answer is not one of our server's.</summary>
        public const string UnexpectedType = "unexpected-answer";

        public Answer(HttpStatusCode status, string reason, string mediaType, byte[] body, Uri address)
        {
            Status = (int)status;
            Reason = string.IsNullOrEmpty(reason) ? "Error" : reason;
            MediaType = mediaType ?? "";
            Body = body;
            Address = address;
        }

        public int Status { get; }

        public string Reason { get; }

        /// <summary>Such as application/json; empty where none was given.</summary>
        public string MediaType { get; }

        public byte[] Body { get; }

        /// <summary>What was asked.</summary>
        public Uri Address { get; }

        public bool IsSuccess => Status >= 200 && Status < 300;

        /// <summary>A gateway that has nobody behind it.</summary>
        public bool IsUnreachable => Status >= 502 && Status <= 504;

        public string Text => Encoding.UTF8.GetString(Body);

        /// <summary>The server's own words; null where the answer has none, as the page of a proxy.</summary>
        public Problem ReadProblem()
        {
            try
            {
                return Problem.Read(JsonText.ReadObject(Text, "Problem"));
            }
            catch (ContractException)
            {
                return null;
            }
        }

        /// <summary>Words for an answer that has none.</summary>
        public Problem Unexpected()
        {
            string came = MediaType.Length == 0 ? "" : $" with {MediaType}";
            return new Problem(
                UnexpectedType,
                Reason,
                Status,
                $"Expected an answer of DeepVision, got {Status} {Reason}{came} from {Address}. Is this its address? " +
                "If so, look at its terminal.");
        }
    }
}
