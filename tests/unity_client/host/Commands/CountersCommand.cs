using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using UnityEngine;

namespace DeepVision.Host
{
    /// <summary>
    /// {"do": "counters", "reset": false, "collect": false}: what the last frame drew, the most of any frame since the
    /// last reset, and what lives. collect: unused memory is freed before.
    /// </summary>
    internal sealed class CountersCommand : ICommand
    {
        public string Name => "counters";

        public JToken Run(Player player, JObject request)
        {
            Drawing drawing = player.World.Drawing;
            Population population = player.World.Population;
            bool collect = (bool?)request["collect"] ?? false;
            JObject counters = new JObject
            {
                { "frame", player.World.Frame },
                { "draws", drawing.Seen.Count },
                { "instances", drawing.Seen.Sum(draw => draw.Matrices.Length) },
                { "triangles", drawing.Seen.Sum(draw => draw.Matrices.Length * draw.Mesh.Triangles.Length / 3) },
                { "culled", drawing.Culled },
                { "shaders", Shaders(drawing) },
                { "uploaded", drawing.Uploaded },
                { "uploadedInAll", drawing.UploadedInAll },
                { "peaks", Peaks(player.Peaks) },
                { "textures", population.Count<Texture>() },
                { "meshes", population.Count<Mesh>() },
                { "materials", population.Count<Material>() },
                { "objects", population.Count<GameObject>() },
                { "bytes", population.Bytes() },
                { "managed", GC.GetTotalMemory(collect) },
                { "errors", player.Errors() },
            };
            if ((bool?)request["reset"] ?? false)
            {
                player.Peaks.Reset();
            }

            return counters;
        }

        private static JObject Shaders(Drawing drawing)
        {
            return new JObject(drawing.Seen.GroupBy(draw => draw.Material.shader.name)
                .Select(group => new JProperty(group.Key, group.Count())));
        }

        private static JObject Peaks(Peaks peaks)
        {
            return new JObject
            {
                { "frames", peaks.Frames },
                { "draws", peaks.Draws },
                { "uploaded", peaks.Uploaded },
                { "milliseconds", peaks.Milliseconds },
            };
        }
    }
}
