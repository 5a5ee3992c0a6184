using System;
using DeepVision.Space;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.InputSystem.XR;
using UnityEngine.Rendering.Universal;
using Numbers = System.Numerics;
using Pose = DeepVision.Space.Pose;

namespace DeepVision.Client
{
    /// <summary>
    /// The visitor's eye, and the space it moves in: with a headset the room, at a desktop the hall itself.
    /// </summary>
    public sealed class VisitorRig : IDisposable
    {
        /// <summary>Metres. One can look at a hologram from near, and at a long hall from outside.</summary>
        private const float Nearest = 0.05f;
        private const float Farthest = 1500;

        /// <summary>Tangent of half the horizontal field of view that an upright window should have.</summary>
        private const float NarrowestView = 0.66f;
        private const float HighestFieldOfView = 90;

        private readonly GameObject space;
        private readonly bool headset;

        /// <param name="headset">whether the head is tracked; otherwise the rig is told where the eye is</param>
        public VisitorRig(bool headset)
        {
            this.headset = headset;
            space = new GameObject("Visitor");
            GameObject eye = new GameObject("Eye") { tag = "MainCamera" };
            eye.transform.SetParent(space.transform, false);
            Camera = eye.AddComponent<Camera>();
            Camera.clearFlags = CameraClearFlags.SolidColor;
            Camera.backgroundColor = new Color32(Colours.Ground.R, Colours.Ground.G, Colours.Ground.B, 255);
            Camera.nearClipPlane = Nearest;
            Camera.farClipPlane = Farthest;
            Camera.fieldOfView = Sizes.FieldOfView * Mathf.Rad2Deg;
            Camera.allowHDR = false;
            UniversalAdditionalCameraData data = Camera.GetUniversalAdditionalCameraData();
            data.renderPostProcessing = false;
            data.renderShadows = false;
            data.allowXRRendering = headset;
            if (headset)
            {
                Track(eye);
            }
        }

        public Camera Camera { get; }

        public Transform Eye => Camera.transform;

        /// <summary>What head and hands are tracked in.</summary>
        public Transform Space => space.transform;

        /// <summary>What one sees at once. A headset tells no angle: one that every headset has.</summary>
        public View View => headset
            ? new View(HighestFieldOfView * Sizes.Degree, 1)
            : new View(Camera.fieldOfView * Sizes.Degree, Camera.aspect);

        /// <summary>A point in the eye's own axes (x to the right, y up, z ahead), in the hall.</summary>
        public Numbers.Vector3 BesideEye(Vector3 place)
        {
            return UnitySpace.ToHall(Eye.TransformPoint(place));
        }

        /// <summary>
        /// Puts the eye somewhere; for a desktop. An upright window looks further up and down, so that it also sees
        /// something beside it.
        /// </summary>
        public void PlaceEye(Pose eye)
        {
            float upright = 2 * Mathf.Atan(NarrowestView / Camera.aspect) * Mathf.Rad2Deg;
            float usual = Sizes.FieldOfView * Mathf.Rad2Deg;
            Camera.fieldOfView = Math.Max(usual, Math.Min(HighestFieldOfView, upright));
            Eye.SetPositionAndRotation(UnitySpace.ToEngine(eye.Position), UnitySpace.Rotation(eye));
        }

        /// <summary>Puts the play space somewhere; for a headset.</summary>
        /// <param name="origin">of the play space, in the hall</param>
        /// <param name="yaw">radians about +y</param>
        public void PlaceSpace(Numbers.Vector3 origin, float yaw)
        {
            Space.SetPositionAndRotation(
                UnitySpace.ToEngine(origin), UnitySpace.Rotation(new Pose(origin, yaw, 0)));
        }

        public void Dispose()
        {
            EngineObjects.Destroy(space);
        }

        /// <summary>The head is read again just before it is drawn, so that the hall does not lag behind it.</summary>
        private static void Track(GameObject eye)
        {
            TrackedPoseDriver driver = eye.AddComponent<TrackedPoseDriver>();
            driver.trackingType = TrackedPoseDriver.TrackingType.RotationAndPosition;
            driver.updateType = TrackedPoseDriver.UpdateType.UpdateAndBeforeRender;
            driver.positionInput = Bound("head position", "<XRHMD>/centerEyePosition");
            driver.rotationInput = Bound("head rotation", "<XRHMD>/centerEyeRotation");
            driver.trackingStateInput = Bound("head tracking", "<XRHMD>/trackingState");
        }

        private static InputActionProperty Bound(string name, string path)
        {
            return new InputActionProperty(new InputAction(name, InputActionType.Value, path));
        }
    }
}
