using System.Numerics;

namespace DeepVision.Tools
{
    /// <summary>One thing the tool did.</summary>
    public readonly struct ToolEvent
    {
        public readonly ToolEventKind Kind;
        public readonly Target Target;
        public readonly Carried Carried;
        public readonly PanelMove Move;

        /// <summary>Radians: x is yaw, y is pitch.</summary>
        public readonly Vector2 Look;

        public ToolEvent(ToolEventKind kind, Target target, Carried carried = null)
            : this(kind, target, carried, default(PanelMove), Vector2.Zero)
        {
        }

        public ToolEvent(ToolEventKind kind, Target target, PanelMove move)
            : this(kind, target, null, move, Vector2.Zero)
        {
        }

        public ToolEvent(ToolEventKind kind, Vector2 look)
            : this(kind, Target.Nothing, null, default(PanelMove), look)
        {
        }

        private ToolEvent(ToolEventKind kind, Target target, Carried carried, PanelMove move, Vector2 look)
        {
            Kind = kind;
            Target = target;
            Carried = carried;
            Move = move;
            Look = look;
        }
    }
}
