namespace DeepVision.Tools
{
    /// <summary>What the tool is doing.</summary>
    public enum HandToolState
    {
        /// <summary>It points at nothing.</summary>
        Idle,

        /// <summary>It points at something.</summary>
        Hovering,

        /// <summary>The trigger is held; what happens is decided when it is let go.</summary>
        Pressing,

        /// <summary>A drag turns the view (at a desktop).</summary>
        Looking,

        /// <summary>A picture or feature map floats above it.</summary>
        Carrying,

        /// <summary>It holds a panel or a sheet.</summary>
        Grabbing,

        /// <summary>It aims a teleport.</summary>
        Aiming
    }
}
