using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace UnityEngine
{
    [Flags]
    public enum HideFlags
    {
        None = 0,
        HideInHierarchy = 1,
        HideInInspector = 2,
        DontSaveInEditor = 4,
        NotEditable = 8,
        DontSaveInBuild = 16,
        DontUnloadUnusedAsset = 32,
        DontSave = 52,
        HideAndDontSave = 61,
    }

    public enum FindObjectsInactive
    {
        Exclude = 0,
        Include = 1,
    }

    public enum FindObjectsSortMode
    {
        None = 0,
        InstanceID = 1,
    }

    /// <summary>
    /// An object of the engine. It lives until it is destroyed, whether or not a script still refers to it; a destroyed
    /// object equals null, and using it throws.
    /// </summary>
    public class Object
    {
        private readonly int number;
        private string title = "";
        private HideFlags flags;

        public Object()
        {
            World.Guard("The constructor of " + GetType().Name);
            number = World.Current.Population.Add(this);
        }

        public string name
        {
            get
            {
                Use();
                return Named.title;
            }

            set
            {
                Use();
                Named.title = value;
            }
        }

        public HideFlags hideFlags
        {
            get
            {
                Use();
                return flags;
            }

            set
            {
                Use();
                flags = value;
            }
        }

        /// <summary>Bytes of memory it holds beside its own fields: texels, vertices.</summary>
        internal virtual long Bytes => 0;

        /// <summary>Whose name it has: a component has its game object's.</summary>
        internal virtual Object Named => this;

        internal bool Destroyed { get; private set; }

        public static bool operator ==(Object x, Object y)
        {
            bool noX = ReferenceEquals(x, null) || x.Destroyed;
            bool noY = ReferenceEquals(y, null) || y.Destroyed;
            return noX || noY ? noX && noY : ReferenceEquals(x, y);
        }

        public static bool operator !=(Object x, Object y) { return !(x == y); }

        public static implicit operator bool(Object exists) { return exists != null; }

        public static void Destroy(Object obj)
        {
            World.Guard();
            Refuse(obj);
            World.Current.Population.Queue(obj);
        }

        public static void DestroyImmediate(Object obj)
        {
            World.Guard();
            Refuse(obj);
            World.Current.Population.Destroy(obj);
        }

        public static void DontDestroyOnLoad(Object target)
        {
            target.Use();
        }

        public static T FindFirstObjectByType<T>()
            where T : Object
        {
            return FindObjectsByType<T>(FindObjectsSortMode.InstanceID).FirstOrDefault();
        }

        public static T FindAnyObjectByType<T>()
            where T : Object
        {
            return FindFirstObjectByType<T>();
        }

        public static T[] FindObjectsByType<T>(FindObjectsSortMode sortMode)
            where T : Object
        {
            World.Guard();
            return World.Current.Population.All<T>().Where(Active).ToArray();
        }

        public int GetInstanceID()
        {
            World.Guard();
            return number;
        }

        public override bool Equals(object other)
        {
            return other is Object engineObject ? this == engineObject : other == null && Destroyed;
        }

        public override int GetHashCode() { return number; }

        public override string ToString() { return Destroyed ? "null" : $"{Named.title} ({GetType().FullName})"; }

        /// <summary>Throws when the caller is not on the main thread, or this object was destroyed.</summary>
        internal void Use([CallerMemberName] string member = null)
        {
            World.Guard(member);
            if (Destroyed)
            {
                throw new MissingReferenceException(
                    $"The {GetType().Name} '{Named.title}' has been destroyed, but {member} is still used.");
            }
        }

        /// <summary>Called once, when it is destroyed and still usable.</summary>
        internal virtual void Dying()
        {
        }

        internal bool IsAsset { get; private set; }

        internal void MarkAsset()
        {
            IsAsset = true;
        }

        internal void MarkDestroyed()
        {
            Destroyed = true;
        }

        private static void Refuse(Object doomed)
        {
            if (doomed != null && (doomed.IsAsset || doomed is Transform))
            {
                throw new UnityException($"{doomed}: assets and transforms are not destroyed by themselves.");
            }
        }

        private static bool Active(Object candidate)
        {
            return !(candidate is Component component) || component.gameObject.activeInHierarchy;
        }
    }

    /// <summary>All objects that live, in the order of their creation.</summary>
    internal sealed class Population
    {
        private readonly SortedDictionary<int, Object> living = new SortedDictionary<int, Object>();
        private readonly List<Object> queue = new List<Object>();
        private int last;

        internal IEnumerable<T> All<T>()
            where T : Object
        {
            return living.Values.OfType<T>().ToArray();
        }

        internal int Count<T>()
            where T : Object
        {
            return living.Values.Count(item => item is T);
        }

        internal long Bytes()
        {
            return living.Values.Sum(item => item.Bytes);
        }

        internal int Add(Object item)
        {
            living.Add(++last, item);
            return last;
        }

        internal void Queue(Object item)
        {
            if (item != null)
            {
                queue.Add(item);
            }
        }

        internal void DestroyQueued()
        {
            Object[] now = queue.ToArray();
            queue.Clear();
            foreach (Object item in now)
            {
                Destroy(item);
            }
        }

        internal void Destroy(Object item)
        {
            if (item == null)
            {
                return;
            }

            item.Dying();
            living.Remove(item.GetInstanceID());
            item.MarkDestroyed();
        }

        internal void Unload(Object asset)
        {
            if (asset != null && !asset.IsAsset)
            {
                throw new UnityException($"{asset} was not loaded from Resources.");
            }

            Destroy(asset);
        }

        internal void DestroyScene()
        {
            foreach (GameObject item in All<GameObject>())
            {
                if (item != null && item.transform.parent == null)
                {
                    Destroy(item);
                }
            }
        }
    }
}
