using DeepVision.Api;

namespace DeepVision.Hall
{
    /// <summary>What a results board shows.</summary>
    public sealed class Results
    {
        public Run Run { get; }

        /// <summary>False: the weights are random, and the results mean nothing.</summary>
        public bool Trained { get; }

        public Results(Run run, bool trained)
        {
            Run = run;
            Trained = trained;
        }
    }
}
