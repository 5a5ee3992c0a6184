using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Tests.Tools
{
    /// <summary>A tool in somebody's hand: each call is a frame of 20 ms.</summary>
    internal sealed class Hand
    {
        public static readonly LayerName Conv = new LayerName("net", "conv");
        public static readonly PanelPose Stands = new PanelPose(new Vector3(0, 1.5f, -4), 0);
        public static readonly Target Tile =
            Target.OfTile(Conv, 2, 7, 3, 4, Stands, new Vector3(0.5f, 1.6f, -4), 4);
        public static readonly Target Picture =
            Target.OfPicture(3, "shapes:3", "triangle", new Vector3(-1, 1, 0), 2);
        public static readonly Target Canvas = Target.OfCanvas("net", new Vector3(0, 1.35f, 0), 2);
        public static readonly Target Sheet =
            Target.OfSheet(1, 40, 60, new PanelPose(new Vector3(1, 1, 0), 0), new Vector3(1, 1, 0), 1);

        public readonly HandTool Tool = new HandTool();
        public InputFrame Input = new InputFrame
        {
            Seconds = 0.02f, Pointer = new Ray(new Vector3(0, 1.6f, 0), new Vector3(0, 0, -1))
        };

        public Hand(bool headset)
        {
            Input.Headset = headset;
        }

        /// <summary>What happens in one frame in which the ray meets this.</summary>
        public List<ToolEvent> At(Target target)
        {
            return Tool.Update(Input, target).ToList();
        }

        /// <summary>Presses and lets go; what happened in both frames.</summary>
        public List<ToolEvent> Click(Target target)
        {
            return Drag(target, target);
        }

        /// <summary>Presses on one thing and lets go on another.</summary>
        public List<ToolEvent> Drag(Target from, Target to)
        {
            Input.Select = true;
            List<ToolEvent> happened = At(from);
            Input.Select = false;
            happened.AddRange(At(to));
            return happened;
        }

        public static ToolEventKind[] Kinds(IEnumerable<ToolEvent> happened)
        {
            return happened.Select(one => one.Kind).ToArray();
        }
    }
}
