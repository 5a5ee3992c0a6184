using System;
using System.Collections.Generic;
using System.Linq;

namespace UnityEngine
{
    public sealed class GameObject : Object
    {
        private readonly List<Component> components = new List<Component>();
        private bool active = true;
        private int layerNumber;

        public GameObject()
            : this("New Game Object")
        {
        }

        public GameObject(string name)
        {
            this.name = name;
            transform = (Transform)Attach(typeof(Transform));
        }

        public GameObject(string name, params Type[] components)
            : this(name)
        {
            foreach (Type component in components)
            {
                AddComponent(component);
            }
        }

        public Transform transform { get; }

        public bool activeSelf
        {
            get
            {
                Use();
                return active;
            }
        }

        public bool activeInHierarchy
        {
            get
            {
                Use();
                return active && (transform.parent == null || transform.parent.gameObject.activeInHierarchy);
            }
        }

        public int layer
        {
            get
            {
                Use();
                return layerNumber;
            }

            set
            {
                Use();
                layerNumber = value;
            }
        }

        public string tag { get; set; } = "Untagged";

        public void SetActive(bool value)
        {
            Use();
            bool before = activeInHierarchy;
            active = value;
            if (activeInHierarchy != before)
            {
                Spread(!before);
            }
        }

        public T AddComponent<T>()
            where T : Component
        {
            return (T)AddComponent(typeof(T));
        }

        public Component AddComponent(Type componentType)
        {
            Use();
            bool single = componentType.GetCustomAttributes(typeof(DisallowMultipleComponent), true).Length > 0;
            if (componentType == typeof(Transform) || (single && GetComponent(componentType) != null))
            {
                throw new InvalidOperationException($"{name} cannot have a second {componentType.Name}.");
            }

            Component component = Attach(componentType);
            component.Attached();
            return component;
        }

        public T GetComponent<T>()
        {
            Use();
            return components.OfType<T>().FirstOrDefault();
        }

        public Component GetComponent(Type type)
        {
            Use();
            return components.FirstOrDefault(type.IsInstanceOfType);
        }

        public bool TryGetComponent<T>(out T component)
        {
            component = GetComponent<T>();
            return component != null;
        }

        public T[] GetComponents<T>()
        {
            Use();
            return components.OfType<T>().ToArray();
        }

        public T[] GetComponentsInChildren<T>(bool includeInactive)
        {
            Use();
            return Tree().Where(item => includeInactive || item.activeInHierarchy)
                .SelectMany(item => item.components.OfType<T>()).ToArray();
        }

        public T[] GetComponentsInChildren<T>()
        {
            return GetComponentsInChildren<T>(false);
        }

        public T GetComponentInChildren<T>()
        {
            return GetComponentsInChildren<T>().FirstOrDefault();
        }

        internal override void Dying()
        {
            foreach (Component component in components.ToArray())
            {
                if (component != transform)
                {
                    World.Current.Population.Destroy(component);
                }
            }

            foreach (Transform child in transform.Children.ToArray())
            {
                World.Current.Population.Destroy(child.gameObject);
            }

            World.Current.Population.Destroy(transform);
        }

        internal void Detach(Component component)
        {
            components.Remove(component);
        }

        /// <summary>Tell the scripts of this object and of those below that they became active or inactive.</summary>
        internal void Spread(bool nowActive)
        {
            foreach (Component component in components.ToArray())
            {
                component.ActiveChanged(nowActive);
            }

            foreach (Transform child in transform.Children.ToArray())
            {
                if (child.gameObject.activeSelf)
                {
                    child.gameObject.Spread(nowActive);
                }
            }
        }

        private IEnumerable<GameObject> Tree()
        {
            return new[] { this }.Concat(transform.Children.SelectMany(child => child.gameObject.Tree()));
        }

        private Component Attach(Type type)
        {
            Component component;
            using (Component.Creation(this))
            {
                component = (Component)Activator.CreateInstance(type, true);
            }

            components.Add(component);
            return component;
        }
    }
}
