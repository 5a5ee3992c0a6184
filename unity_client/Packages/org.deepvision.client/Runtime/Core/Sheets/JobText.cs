using System;
using DeepVision.Api;

namespace DeepVision.Sheets
{
    /// <summary>What there is to say about long work.</summary>
    public static class JobText
    {
        /// <summary>One line: how much is done and how long it takes, or how it ended.</summary>
        public static string Of(Job job)
        {
            switch (job.State)
            {
                case "queued":
                    return job.Place == null || job.Place == 0 ? "Begins next" : $"Waits: {job.Place} before it";
                case "running":
                    string progress = $"{job.Done} of {job.Total}";
                    return job.Eta == null ? progress : $"{progress} · {Duration(job.Eta.Value)} left";
                case "done":
                    return job.Done == 1 ? "1 picture is made" : $"{job.Done} pictures are made";
                case "cancelled":
                    return $"Stopped: {job.Done} of {job.Total} are kept";
                default:
                    return string.IsNullOrEmpty(job.Message) ? "Failed" : job.Message;
            }
        }

        /// <summary>Whether it may still be stopped.</summary>
        public static bool Runs(Job job)
        {
            return job != null && (job.State == "queued" || job.State == "running");
        }

        /// <summary>A duration as people say it: about 40 s, about 3 min, about 2 h.</summary>
        public static string Duration(double seconds)
        {
            if (seconds < 1)
            {
                return "under 1 s";
            }
            if (seconds < 100)
            {
                return $"about {Math.Ceiling(seconds)} s";
            }
            return seconds < 100 * 60
                ? $"about {Math.Ceiling(seconds / 60)} min"
                : $"about {Math.Ceiling(seconds / 3600)} h";
        }
    }
}
