using System.Linq;

namespace UnityEngine
{
    public enum CameraClearFlags
    {
        Skybox = 1,
        SolidColor = 2,
        Color = 2,
        Depth = 3,
        Nothing = 4,
    }

    public enum StereoTargetEyeMask
    {
        None = 0,
        Left = 1,
        Right = 2,
        Both = 3,
    }

    public enum DepthTextureMode
    {
        None = 0,
        Depth = 1,
        DepthNormals = 2,
        MotionVectors = 4,
    }

    public sealed class Camera : Behaviour
    {
        private Matrix4x4? ownProjection;

        public float fieldOfView { get; set; } = 60;
        public float nearClipPlane { get; set; } = 0.3f;
        public float farClipPlane { get; set; } = 1000;
        public float depth { get; set; }
        public bool orthographic => false;
        public CameraClearFlags clearFlags { get; set; } = CameraClearFlags.Skybox;
        public Color backgroundColor { get; set; } = new Color(0.192f, 0.302f, 0.475f, 0);
        public int cullingMask { get; set; } = -1;
        public bool allowHDR { get; set; } = true;
        public bool allowMSAA { get; set; } = true;
        public bool useOcclusionCulling { get; set; } = true;
        public StereoTargetEyeMask stereoTargetEye { get; set; } = StereoTargetEyeMask.Both;
        public DepthTextureMode depthTextureMode { get; set; }
        public bool stereoEnabled => World.Current.Machine.Headset;
        public RenderTexture targetTexture { get; set; }
        public int pixelWidth => targetTexture == null ? Screen.width : targetTexture.width;
        public int pixelHeight => targetTexture == null ? Screen.height : targetTexture.height;
        public float aspect => (float)pixelWidth / pixelHeight;

        /// <summary>World to eye, as OpenGL has it: the eye looks along -z.</summary>
        public Matrix4x4 worldToCameraMatrix
        {
            get
            {
                Use();
                Matrix4x4 placed = Matrix4x4.TRS(transform.position, transform.rotation, Vector3.one);
                return Matrix4x4.Scale(new Vector3(1, 1, -1)) * placed.inverse;
            }
        }

        public Matrix4x4 projectionMatrix
        {
            get
            {
                Use();
                return ownProjection ?? Matrix4x4.Perspective(fieldOfView, aspect, nearClipPlane, farClipPlane);
            }

            set
            {
                Use();
                ownProjection = value;
            }
        }

        /// <summary>The camera that draws on the screen; null when there is none.</summary>
        internal static Camera OnScreen =>
            World.Current.Population.All<Camera>()
                .Where(camera => camera.isActiveAndEnabled && camera.targetTexture == null)
                .OrderBy(camera => camera.depth).LastOrDefault();

        public void CopyFrom(Camera other)
        {
            Use();
            other.Use("CopyFrom");
            transform.SetPositionAndRotation(other.transform.position, other.transform.rotation);
            fieldOfView = other.fieldOfView;
            nearClipPlane = other.nearClipPlane;
            farClipPlane = other.farClipPlane;
            depth = other.depth;
            clearFlags = other.clearFlags;
            backgroundColor = other.backgroundColor;
            cullingMask = other.cullingMask;
            allowHDR = other.allowHDR;
            allowMSAA = other.allowMSAA;
            ownProjection = other.ownProjection;
            targetTexture = other.targetTexture;
        }

        /// <summary>Draws at once into the target texture: here only its background.</summary>
        public void Render()
        {
            Use();
            Color32 ground = backgroundColor;
            byte[] pixels = targetTexture.Texels.Drawn[0][0];
            for (int start = 0; start < pixels.Length; start += 4)
            {
                pixels[start] = ground.r;
                pixels[start + 1] = ground.g;
                pixels[start + 2] = ground.b;
                pixels[start + 3] = ground.a;
            }
        }

        public void ResetProjectionMatrix()
        {
            Use();
            ownProjection = null;
        }

        /// <summary>The ray through a pixel; pixels count from the lower left.</summary>
        public Ray ScreenPointToRay(Vector3 pos)
        {
            Use();
            Vector3 clip = new Vector3(pos.x / pixelWidth * 2 - 1, pos.y / pixelHeight * 2 - 1, -1);
            Matrix4x4 toWorld = (projectionMatrix * worldToCameraMatrix).inverse;
            Vector3 near = toWorld.MultiplyPoint(clip);
            clip.z = 1;
            return new Ray(near, toWorld.MultiplyPoint(clip) - near);
        }

        public Vector3 WorldToScreenPoint(Vector3 position)
        {
            Use();
            Vector3 clip = (projectionMatrix * worldToCameraMatrix).MultiplyPoint(position);
            float ahead = -worldToCameraMatrix.MultiplyPoint3x4(position).z;
            return new Vector3((clip.x + 1) / 2 * pixelWidth, (clip.y + 1) / 2 * pixelHeight, ahead);
        }
    }

    public sealed class AudioListener : Behaviour
    {
    }
}
