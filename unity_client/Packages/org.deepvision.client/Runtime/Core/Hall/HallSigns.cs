using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>The signs of the whole hall: those that stay, and those that say what is shown now.</summary>
    internal sealed class HallSigns
    {
        private readonly IReadOnlyList<Network> networks;
        private readonly IReadOnlyList<float> lanes;
        private readonly ILookup<string, StandingLayer> layers;
        private readonly Signs fixedSigns;
        private readonly SignWriter writer;
        private readonly Dictionary<string, Run> runs = new Dictionary<string, Run>();
        private int? chosen;

        /// <param name="networks">as they stand</param>
        /// <param name="lanes">x of each network</param>
        /// <param name="layers">all that stand</param>
        /// <param name="canvases">one for each network</param>
        /// <param name="glyphs">the letters</param>
        public HallSigns(
            IReadOnlyList<Network> networks,
            IReadOnlyList<float> lanes,
            IEnumerable<StandingLayer> layers,
            IEnumerable<Hanging> canvases,
            GlyphAtlas glyphs)
        {
            this.networks = networks;
            this.lanes = lanes;
            this.layers = layers.ToLookup(layer => layer.Name.Network);
            fixedSigns = FixedSigns(canvases);
            writer = new SignWriter(glyphs);
        }

        public HallMesh Solids => writer.Solids;
        public HallMesh Texts => writer.Texts;

        /// <summary>Whether signs are still to be written.</summary>
        public bool Pending => writer.Pending;

        /// <summary>The signs say something else from now on.</summary>
        public void Touch()
        {
            writer.Touch();
        }

        public void SetRun(Run run)
        {
            runs[run.Network] = run;
            Touch();
        }

        /// <summary>Frames one picture of the shelf; null: none.</summary>
        public void Choose(int? slot)
        {
            chosen = slot;
            Touch();
        }

        /// <summary>Once per frame.</summary>
        /// <param name="seconds">since the last frame</param>
        /// <param name="shelf">where it is</param>
        /// <param name="appearance">how a layer stands now</param>
        public void Update(float seconds, Board shelf, Func<StandingLayer, LayerAppearance> appearance)
        {
            if (writer.Update(seconds))
            {
                writer.Begin(Plan(shelf, appearance));
            }
        }

        private SignPlan Plan(Board shelf, Func<StandingLayer, LayerAppearance> appearance)
        {
            var now = new List<NetworkSigns>();
            for (int i = 0; i < networks.Count; i++)
            {
                Run run;
                runs.TryGetValue(networks[i].Id, out run);
                LayerAppearance[] standing = layers[networks[i].Id].Select(appearance).ToArray();
                now.Add(new NetworkSigns(networks[i], lanes[i], standing, run));
            }

            return new SignPlan(fixedSigns, shelf, chosen, now);
        }

        /// <summary>Names and carpets on the floor, frames of the canvases, gates, and what the edges do.</summary>
        private Signs FixedSigns(IEnumerable<Hanging> canvases)
        {
            var all = new Signs();
            for (int i = 0; i < networks.Count; i++)
            {
                var floor = new Board(new Vector3(lanes[i], 0.014f, 0.9f), 0, (float)(Math.PI / 2));
                all.Texts.Add(new Text(floor, networks[i].Name, 0.16f, TextAlign.Centre, Colours.Text, 4));
            }

            all.Solids.AddRange(networks.SelectMany(Carpets.Of));
            foreach (Signs some in canvases.Select(Furniture.CanvasFrame).Concat(networks.Select(Wayfinding.Of)))
            {
                all.Add(some);
            }

            return all;
        }
    }
}
