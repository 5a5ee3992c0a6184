using System.Collections.Generic;

namespace UnityEngine
{
    public class Transform : Component
    {
        internal readonly List<Transform> Children = new List<Transform>();
        private Transform above;
        private Vector3 placed;
        private Quaternion turned = Quaternion.identity;
        private Vector3 scaled = Vector3.one;

        protected Transform()
        {
        }

        public Transform parent
        {
            get
            {
                Use();
                return above;
            }

            set
            {
                SetParent(value, true);
            }
        }

        public Transform root => parent == null ? this : parent.root;

        public int childCount
        {
            get
            {
                Use();
                return Children.Count;
            }
        }

        public Vector3 localPosition
        {
            get
            {
                Use();
                return placed;
            }

            set
            {
                Use();
                placed = Checked(value);
            }
        }

        public Quaternion localRotation
        {
            get
            {
                Use();
                return turned;
            }

            set
            {
                Use();
                Checked(new Vector3(value.x, value.y, value.z) * value.w);
                turned = value.normalized;
            }
        }

        public Vector3 localScale
        {
            get
            {
                Use();
                return scaled;
            }

            set
            {
                Use();
                scaled = Checked(value);
            }
        }

        public Vector3 position
        {
            get
            {
                return localToWorldMatrix.GetPosition();
            }

            set
            {
                localPosition = above == null ? value : above.InverseTransformPoint(value);
            }
        }

        public Quaternion rotation
        {
            get
            {
                Use();
                return above == null ? turned : above.rotation * turned;
            }

            set
            {
                localRotation = above == null ? value : Quaternion.Inverse(above.rotation) * value;
            }
        }

        public Vector3 eulerAngles
        {
            get { return rotation.eulerAngles; }
            set { rotation = Quaternion.Euler(value); }
        }

        public Vector3 localEulerAngles
        {
            get { return localRotation.eulerAngles; }
            set { localRotation = Quaternion.Euler(value); }
        }

        public Vector3 lossyScale => localToWorldMatrix.lossyScale;
        public Vector3 forward => rotation * Vector3.forward;
        public Vector3 right => rotation * Vector3.right;
        public Vector3 up => rotation * Vector3.up;

        public Matrix4x4 localToWorldMatrix
        {
            get
            {
                Use();
                Matrix4x4 own = Matrix4x4.TRS(placed, turned, scaled);
                return above == null ? own : above.localToWorldMatrix * own;
            }
        }

        public Matrix4x4 worldToLocalMatrix => localToWorldMatrix.inverse;

        public void SetParent(Transform p)
        {
            SetParent(p, true);
        }

        public void SetParent(Transform parent, bool worldPositionStays)
        {
            Use();
            Vector3 stays = position;
            Quaternion staysTurned = rotation;
            bool wasActive = gameObject.activeInHierarchy;
            if (above != null)
            {
                above.Children.Remove(this);
            }

            above = parent;
            if (above != null)
            {
                above.Use("SetParent");
                above.Children.Add(this);
            }

            if (worldPositionStays)
            {
                position = stays;
                rotation = staysTurned;
            }

            if (gameObject.activeInHierarchy != wasActive)
            {
                gameObject.Spread(!wasActive);
            }
        }

        public Transform GetChild(int index)
        {
            Use();
            return Children[index];
        }

        public void SetPositionAndRotation(Vector3 position, Quaternion rotation)
        {
            this.position = position;
            this.rotation = rotation;
        }

        public void SetLocalPositionAndRotation(Vector3 localPosition, Quaternion localRotation)
        {
            this.localPosition = localPosition;
            this.localRotation = localRotation;
        }

        public Vector3 TransformPoint(Vector3 position) { return localToWorldMatrix.MultiplyPoint3x4(position); }

        public Vector3 TransformDirection(Vector3 direction) { return rotation * direction; }

        public Vector3 InverseTransformPoint(Vector3 position) { return worldToLocalMatrix.MultiplyPoint3x4(position); }

        public Vector3 InverseTransformDirection(Vector3 direction)
        {
            return Quaternion.Inverse(rotation) * direction;
        }

        internal override void Dying()
        {
            if (above != null)
            {
                above.Children.Remove(this);
            }

            base.Dying();
        }

        private Vector3 Checked(Vector3 value)
        {
            if (float.IsNaN(value.sqrMagnitude) || float.IsInfinity(value.sqrMagnitude))
            {
                throw new UnityException($"transform of '{name}': {value} is not finite.");
            }

            return value;
        }
    }
}
