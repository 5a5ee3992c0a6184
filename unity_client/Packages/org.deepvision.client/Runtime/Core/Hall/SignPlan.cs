using System.Collections.Generic;

namespace DeepVision.Hall
{
    /// <summary>
    /// Everything that signs say at one moment. It does not change, so that they can be written on another thread.
    /// </summary>
    internal sealed class SignPlan
    {
        private readonly Signs fixedSigns;
        private readonly Board shelf;
        private readonly int? chosen;
        private readonly IReadOnlyList<NetworkSigns> networks;

        public SignPlan(Signs fixedSigns, Board shelf, int? chosen, IReadOnlyList<NetworkSigns> networks)
        {
            this.fixedSigns = fixedSigns;
            this.shelf = shelf;
            this.chosen = chosen;
            this.networks = networks;
        }

        public Signs Write()
        {
            var signs = new Signs();
            signs.Add(fixedSigns);
            signs.Add(Furniture.Shelf(shelf, chosen));
            foreach (NetworkSigns network in networks)
            {
                network.AddTo(signs);
            }

            return signs;
        }
    }
}
