using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// A carpet on the floor for every section that stands open: from outside one sees at a glance where it begins,
    /// where it ends and what branches belong to it. Sections inside others lie on their carpet and are lighter.
    /// </summary>
    public static class Carpets
    {
        public static IReadOnlyList<Solid> Of(Network network)
        {
            var carpets = new List<Solid>();
            foreach (Section section in network.Sections)
            {
                Placement[] panels = NodesIn(network, section)
                    .Where(node => node.Panel != null)
                    .Select(node => PanelPlacement.Of(node.Panel))
                    .ToArray();
                if (!section.Folded && panels.Length > 0)
                {
                    carpets.Add(Carpet(section, DepthOf(network.Sections, section), panels));
                }
            }

            return carpets;
        }

        private static Solid Carpet(Section section, int depth, Placement[] panels)
        {
            float margin = Sizes.CarpetMargin - depth * Sizes.CarpetInset;
            float left = panels.Min(panel => panel.Position.X - panel.Width / 2) - margin;
            float right = panels.Max(panel => panel.Position.X + panel.Width / 2) + margin;
            float far = panels.Min(panel => panel.Position.Z) - Sizes.CarpetBehind;
            float near = section.Gate != null
                ? section.Gate.Position.Z
                : panels.Max(panel => panel.Position.Z) + Sizes.CarpetBehind;
            float height = Sizes.CarpetHeight * (depth + 1);
            return new Solid(
                new Board(new Vector3((left + right) / 2, height / 2, (near + far) / 2)),
                new Vector3(right - left, height, near - far),
                Colours.Carpets[Math.Min(depth, Colours.Carpets.Count - 1)]);
        }

        /// <summary>The nodes of a section and of all sections inside it.</summary>
        private static IEnumerable<Node> NodesIn(Network network, Section section)
        {
            IEnumerable<Node> own = network.Nodes.Where(node => section.Nodes.Contains(node.Id));
            IEnumerable<Section> inside = network.Sections.Where(other => other.Parent == section.Id);
            return own.Concat(inside.SelectMany(other => NodesIn(network, other)));
        }

        private static int DepthOf(IReadOnlyList<Section> sections, Section section)
        {
            Section around = sections.FirstOrDefault(other => other.Id == section.Parent);
            return around == null ? 0 : DepthOf(sections, around) + 1;
        }
    }
}
