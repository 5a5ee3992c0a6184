using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace DeepVision.Recording
{
    /// <summary>
    /// Jobs that were recorded: each time one is asked for it is a step further, as <c>GET jobs/ID/1.json</c>, /2 and
    /// so on tell; started again it begins again. May be used from any thread.
    /// </summary>
    internal sealed class RecordedJobs
    {
        private readonly RecordedAnswers answers;
        private readonly Dictionary<string, int> steps = new Dictionary<string, int>();
        private readonly Dictionary<string, JObject> cancelled = new Dictionary<string, JObject>();

        public RecordedJobs(RecordedAnswers answers)
        {
            this.answers = answers;
        }

        /// <summary>A job begins; <paramref name="answer"/> is what the server said first.</summary>
        public void Begin(RecordedAnswer answer)
        {
            string id = (string)answer.ReadJson()["id"];
            lock (steps)
            {
                steps[id] = 0;
                cancelled.Remove(id);
            }
        }

        /// <summary>How far a job is; null: it was not recorded.</summary>
        public RecordedAnswer Ask(string id)
        {
            lock (steps)
            {
                JObject ended;
                if (cancelled.TryGetValue(id, out ended))
                {
                    return RecordedAnswer.Json(ended);
                }

                int step;
                steps.TryGetValue(id, out step);
                RecordedAnswer next = answers.Find($"GET jobs/{id}/{step + 1}");
                if (next != null)
                {
                    steps[id] = step + 1;
                }

                return next ?? answers.Find($"GET jobs/{id}/{step}");
            }
        }

        /// <summary>Stops a job where it is; null: it was not recorded.</summary>
        public RecordedAnswer Cancel(string id)
        {
            RecordedAnswer last = Ask(id);
            if (last == null)
            {
                return null;
            }

            JObject json = last.ReadJson();
            json["state"] = "cancelled";
            lock (steps)
            {
                cancelled[id] = json;
            }

            return RecordedAnswer.Json(json);
        }
    }
}
