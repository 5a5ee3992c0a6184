using DeepVision.Api;

namespace DeepVision.Hall
{
    /// <summary>A gate that stands in the hall.</summary>
    public readonly struct StandingGate
    {
        public readonly Section Section;

        /// <summary>0 for the first of the gates that stand at one place; each further one hangs above it.</summary>
        public readonly int Storey;

        public StandingGate(Section section, int storey)
        {
            Section = section;
            Storey = storey;
        }
    }
}
