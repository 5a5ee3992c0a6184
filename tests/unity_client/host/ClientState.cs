using System;
using System.Linq;
using DeepVision.Client;
using DeepVision.Experience;
using DeepVision.Session;
using Newtonsoft.Json.Linq;
using UnityEngine;
using Pose = DeepVision.Space.Pose;

namespace DeepVision.Host
{
    /// <summary>
    /// What tests may know of the client beyond its picture. With <see cref="ScreenPlaces"/> the only file of the host
    /// that looks into the client: extend <see cref="Read"/> by what a walk waits for.
    /// </summary>
    internal static class ClientState
    {
        internal static JObject Read(World world)
        {
            Walkthrough walk = WalkthroughOf(world);
            JObject state = new JObject { { "frame", world.Frame }, { "quit", world.QuitAsked } };
            if (walk == null)
            {
                return state;
            }

            state["connection"] = walk.Connection.ToString();
            state["recorded"] = walk.IsRecorded;
            state["layers"] = walk.Scene == null ? 0 : walk.Scene.Layers.Count;
            state["tiles"] = walk.Store == null ? 0 : walk.Store.Tiles;
            state["image"] = walk.Session.Image;
            state["networks"] = new JObject(walk.Session.Networks.Select(Network));
            state["carried"] = walk.Carried == null
                ? null
                : walk.Carried.Image ?? $"{walk.Carried.Layer.Layer}:{walk.Carried.Channel}";
            state["selected"] = walk.Selected.HasValue ? walk.Selected.Value.Layer : null;
            state["sheets"] = new JArray(
                walk.Sheets.Where(placed => placed.IsShown).Select(placed => placed.Sheet.GetType().Name));
            state["eye"] = PoseOf(walk.EyePose);
            state["space"] = PoseOf(new Pose(walk.PlaySpacePosition, walk.PlaySpaceYaw, 0));
            state["darkness"] = walk.Darkness;
            state["panels"] = Panels(walk);
            state["pictures"] = walk.Visualizations == null ? 0 : walk.Visualizations.Shown;
            return state;
        }

        /// <summary>The walk of the client that runs; null before it has begun.</summary>
        internal static Walkthrough WalkthroughOf(World world)
        {
            return world.Population.All<Visit>().Select(visit => visit.Walkthrough).FirstOrDefault();
        }

        private static JProperty Network(NetworkWalk walk)
        {
            JObject state = new JObject
            {
                { "phase", walk.Phase.ToString() },
                { "run", walk.Run?.Id },
                { "best", walk.Run == null ? null : walk.Run.Predictions[0].Name },
                { "true", walk.Run?.TrueClass },
            };
            return new JProperty(walk.Network.Id, state);
        }

        private static JArray PoseOf(Pose pose)
        {
            return new JArray(pose.Position.X, pose.Position.Y, pose.Position.Z, pose.Yaw, pose.Pitch);
        }

        /// <summary>Layer → centre, scale, whether it is hidden.</summary>
        private static JObject Panels(Walkthrough walk)
        {
            JObject panels = new JObject();
            if (walk.Scene == null)
            {
                return panels;
            }

            foreach (DeepVision.Hall.StandingLayer layer in walk.Scene.Layers)
            {
                DeepVision.Hall.PanelPlace move = walk.Scene.Arrangement.MoveOf(layer);
                panels[$"{layer.Name.Network} {layer.Name.Layer}"] = new JArray(
                    move.Position.X, move.Position.Y, move.Position.Z, move.Scale, move.Hidden);
            }

            return panels;
        }
    }
}
