using System.Linq;
using DeepVision.Api;
using DeepVision.Session;

namespace DeepVision.Experience
{
    /// <summary>A layer's feature visualization in the words of the contract, which its sheet shows.</summary>
    internal static class VisualizationJob
    {
        /// <summary>Null where it was never asked for.</summary>
        public static Job Of(FeatureVisualization visualization)
        {
            string state = StateOf(visualization.State);
            return state == null
                ? null
                : new Job(
                    string.Empty,
                    visualization.Layer.Network,
                    visualization.Layer.Layer,
                    state,
                    visualization.Done,
                    visualization.Total,
                    visualization.Eta,
                    visualization.Place,
                    visualization.Message,
                    visualization.Items.Values.ToArray());
        }

        private static string StateOf(VisualizationState state)
        {
            switch (state)
            {
                case VisualizationState.Starting:
                case VisualizationState.Queued:
                case VisualizationState.Waiting:
                    return "queued";
                case VisualizationState.Running:
                    return "running";
                case VisualizationState.Done:
                    return "done";
                case VisualizationState.Failed:
                    return "failed";
                case VisualizationState.Cancelled:
                    return "cancelled";
                default:
                    return null;
            }
        }
    }
}
