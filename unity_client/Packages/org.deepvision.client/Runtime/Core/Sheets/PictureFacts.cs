using System;
using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Hall;

namespace DeepVision.Sheets
{
    /// <summary>How far a generated picture can be trusted, in one line.</summary>
    public static class PictureFacts
    {
        /// <summary>What it reached, beside the data set, and how much of that is left when it is disturbed.</summary>
        public static string Of(JobItem item)
        {
            if (item.Partial)
            {
                return "In work: a better picture follows";
            }

            if (item.Verdict == "dead")
            {
                return "Dead: no picture that was tried reaches this channel";
            }

            if (item.Verdict == "not-finite" || item.Activation == null)
            {
                return "The network's answer is not finite: this picture means nothing";
            }

            List<string> facts = new List<string> { $"reaches {NumberText.Value(item.Activation)}" };
            if (item.Relative != null)
            {
                facts.Add($"{NumberText.Value(item.Relative)} × the data set's most");
            }

            if (item.Robustness != null)
            {
                facts.Add($"{Math.Round(100 * item.Robustness.Value)} % left if shifted or noisy");
            }

            return string.Join(" · ", facts);
        }
    }
}
