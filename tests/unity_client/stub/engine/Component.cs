using System;

namespace UnityEngine
{
    public class Component : Object
    {
        private static GameObject owner;

        public Component()
        {
            if (ReferenceEquals(owner, null))
            {
                throw new InvalidOperationException(
                    $"{GetType().Name}: components are made with AddComponent, never with new.");
            }

            gameObject = owner;
            owner = null;
        }

        public GameObject gameObject { get; }

        public Transform transform
        {
            get
            {
                Use();
                return gameObject.transform;
            }
        }

        public T GetComponent<T>()
        {
            Use();
            return gameObject.GetComponent<T>();
        }

        public bool TryGetComponent<T>(out T component)
        {
            Use();
            return gameObject.TryGetComponent(out component);
        }

        public T GetComponentInChildren<T>()
        {
            Use();
            return gameObject.GetComponentInChildren<T>();
        }

        internal override Object Named => gameObject;

        /// <summary>Marks what AddComponent makes until the result is disposed.</summary>
        internal static IDisposable Creation(GameObject gameObject)
        {
            owner = gameObject;
            return new Cleared();
        }

        internal virtual void Attached()
        {
        }

        internal virtual void ActiveChanged(bool active)
        {
        }

        internal override void Dying()
        {
            gameObject.Detach(this);
        }

        private sealed class Cleared : IDisposable
        {
            public void Dispose()
            {
                owner = null;
            }
        }
    }

    public class Behaviour : Component
    {
        private bool on = true;

        public bool enabled
        {
            get
            {
                Use();
                return on;
            }

            set
            {
                Use();
                if (on != value)
                {
                    on = value;
                    EnabledChanged();
                }
            }
        }

        public bool isActiveAndEnabled
        {
            get
            {
                Use();
                return on && gameObject.activeInHierarchy;
            }
        }

        internal virtual void EnabledChanged()
        {
        }
    }
}
