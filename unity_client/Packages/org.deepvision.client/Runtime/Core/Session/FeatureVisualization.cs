using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Session
{
    /// <summary>The pictures that excite a layer's channels most: what is there, and how far the work is.</summary>
    public sealed class FeatureVisualization
    {
        private readonly Dictionary<int, JobItem> items = new Dictionary<int, JobItem>();

        internal FeatureVisualization(LayerName layer, int index, Shape shape)
        {
            Layer = layer;
            Index = index;
            Aspect = (float)shape.Width / shape.Height;
        }

        public LayerName Layer { get; }

        /// <summary>Number of the layer in the tile store.</summary>
        public int Index { get; }

        /// <summary>Width of its tiles divided by their height.</summary>
        public float Aspect { get; }

        public VisualizationState State { get; private set; }

        /// <summary>Pictures that are finished.</summary>
        public int Done { get; private set; }

        /// <summary>Pictures that were asked for; 0 before the server has said so.</summary>
        public int Total { get; private set; }

        /// <summary>Seconds until it is done; null: not known.</summary>
        public double? Eta { get; private set; }

        /// <summary>In the server's queue, 0 = next; null: it is not in the queue.</summary>
        public int? Place { get; private set; }

        /// <summary>What failed and what to do, or what the server is doing; may be null.</summary>
        public string Message { get; private set; }

        /// <summary>How many of its pictures could not be fetched.</summary>
        public int Unfetched { get; internal set; }

        /// <summary>The pictures there are, by channel. They stay when a later job makes others.</summary>
        public IReadOnlyDictionary<int, JobItem> Items => items;

        /// <summary>Whether it is under way, so that it can be stopped.</summary>
        public bool IsActive =>
            State == VisualizationState.Starting
            || State == VisualizationState.Queued
            || State == VisualizationState.Running
            || State == VisualizationState.Waiting;

        /// <summary>Id of the server's job; null before there is one.</summary>
        internal string Job { get; private set; }

        /// <summary>Whether the server is being asked about it.</summary>
        internal bool IsAsked { get; set; }

        internal float SecondsToPoll { get; set; }

        /// <summary>Asks the server to begin; another one each time it is started.</summary>
        internal Func<Task<Job>> Request { get; private set; }

        internal void Begin(Func<Task<Job>> request)
        {
            Request = request;
            IsAsked = false;
            Job = null;
            Done = 0;
            Total = 0;
            Eta = null;
            Place = null;
            Unfetched = 0;
            Enter(VisualizationState.Starting, null);
        }

        internal void Enter(VisualizationState state, string message)
        {
            State = state;
            Message = message;
        }

        /// <summary>Takes over what the server says; returns the items that are new.</summary>
        internal IReadOnlyList<JobItem> Accept(Job job)
        {
            Job = job.Id;
            Done = job.Done;
            Total = job.Total;
            Eta = job.Eta;
            Place = job.Place;
            Enter(StateOf(job.State), job.Message);
            List<JobItem> news = new List<JobItem>();
            foreach (JobItem item in job.Items)
            {
                JobItem known;
                if (!items.TryGetValue(item.Channel, out known) || known.Image != item.Image)
                {
                    items[item.Channel] = item;
                    news.Add(item);
                }
            }

            return news;
        }

        private static VisualizationState StateOf(string state)
        {
            switch (state)
            {
                case "queued":
                    return VisualizationState.Queued;
                case "running":
                    return VisualizationState.Running;
                case "done":
                    return VisualizationState.Done;
                case "cancelled":
                    return VisualizationState.Cancelled;
                case "failed":
                    return VisualizationState.Failed;
                default: // the contract's reader lets no other through
                    throw new ArgumentOutOfRangeException(nameof(state), state, "expected a state of a job");
            }
        }
    }
}
