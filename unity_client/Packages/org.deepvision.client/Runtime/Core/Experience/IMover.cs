using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Space;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>How the visitor gets through the hall: on a desktop by gliding, in a headset by blinking.</summary>
    internal interface IMover
    {
        /// <summary>The eye in the hall.</summary>
        Pose Eye { get; }

        /// <summary>How dark the view is while it jumps, 0…1.</summary>
        float Darkness { get; }

        /// <summary>Tangent of the half angle that stays clear while one glides; 0: all of it.</summary>
        float VignetteOpening { get; }

        /// <summary>Lets time pass. While something is held by the tool, the stick and the wheel are its.</summary>
        /// <param name="input">what the hands ask for</param>
        /// <param name="stations">where a teleport snaps to</param>
        void Update(InputFrame input, IReadOnlyList<Vector3> stations);

        /// <summary>Goes to a pose and looks as it does.</summary>
        void GoTo(Pose pose);

        /// <summary>Goes to a place on the floor and keeps looking.</summary>
        void WalkTo(Vector3 floorPoint);

        /// <summary>Goes to where the throw leads.</summary>
        void Teleport();

        /// <summary>Is there at once.</summary>
        void Place(Pose pose);

        /// <summary>Comes in from outside, so that the whole is seen first.</summary>
        void Arrive(Pose outside, Pose entrance);

        /// <summary>Turns the view: yaw, pitch in radians.</summary>
        void Look(Vector2 radians);

        /// <summary>Where one stands before a panel; beside it there may be a sheet.</summary>
        /// <param name="scene">where the layer stands</param>
        /// <param name="layer">the layer</param>
        /// <param name="view">what is seen at once</param>
        /// <param name="withSheet">whether its sheet covers the right of the view</param>
        Pose? Reading(HallScene scene, LayerName layer, View view, bool withSheet);
    }
}
