namespace UnityEngine.InputSystem.XR
{
    /// <summary>Moves its object as two actions say, in Update and once more before the frame is drawn.</summary>
    public class TrackedPoseDriver : MonoBehaviour
    {
        private const int PositionTracked = 1;
        private const int RotationTracked = 2;
        private InputActionProperty position;
        private InputActionProperty rotation;
        private InputActionProperty trackingState;

        public enum TrackingType
        {
            RotationAndPosition = 0,
            RotationOnly = 1,
            PositionOnly = 2,
        }

        public enum UpdateType
        {
            UpdateAndBeforeRender = 0,
            Update = 1,
            BeforeRender = 2,
        }

        public TrackingType trackingType { get; set; }

        public UpdateType updateType { get; set; }

        public bool ignoreTrackingState { get; set; }

        public InputActionProperty positionInput
        {
            get { return position; }
            set { position = Enabled(value); }
        }

        public InputActionProperty rotationInput
        {
            get { return rotation; }
            set { rotation = Enabled(value); }
        }

        public InputActionProperty trackingStateInput
        {
            get { return trackingState; }
            set { trackingState = Enabled(value); }
        }

        private void OnEnable()
        {
            positionInput.action?.Enable();
            rotationInput.action?.Enable();
            trackingStateInput.action?.Enable();
            Application.MovingBeforeRender += Move;
        }

        private void OnDisable()
        {
            Application.MovingBeforeRender -= Move;
        }

        private void Update()
        {
            Move();
        }

        /// <summary>
        /// As the component itself is enabled when it is added, an action given later is enabled at once.
        /// </summary>
        private InputActionProperty Enabled(InputActionProperty given)
        {
            if (isActiveAndEnabled)
            {
                given.action?.Enable();
            }

            return given;
        }

        private void Move()
        {
            int tracked = ignoreTrackingState || trackingStateInput.action == null
                ? PositionTracked | RotationTracked
                : trackingStateInput.action.ReadValue<int>();
            if ((tracked & PositionTracked) != 0 && trackingType != TrackingType.RotationOnly
                && positionInput.action != null)
            {
                transform.localPosition = positionInput.action.ReadValue<Vector3>();
            }

            if ((tracked & RotationTracked) != 0 && trackingType != TrackingType.PositionOnly
                && rotationInput.action != null)
            {
                transform.localRotation = rotationInput.action.ReadValue<Quaternion>();
            }
        }
    }
}
