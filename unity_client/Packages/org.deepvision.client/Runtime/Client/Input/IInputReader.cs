using System;
using DeepVision.Tools;
using EnginePose = UnityEngine.Pose;

namespace DeepVision.Client
{
    /// <summary>Turns what the visitor's hands do into what the walkthrough takes, headset or not.</summary>
    internal interface IInputReader : IDisposable
    {
        /// <summary>Whether the tool is in the left hand; only a headset has hands.</summary>
        bool LeftHanded { get; set; }

        /// <summary>What the hands ask for now. Once per frame, before anything is moved.</summary>
        /// <param name="seconds">since the frame before</param>
        InputFrame Read(float seconds);

        /// <summary>Where the tool is now, in the engine's space: it points ahead.</summary>
        EnginePose Tool { get; }

        /// <summary>Where the other hand is now; null where there is none.</summary>
        EnginePose? OtherHand { get; }
    }
}
