using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace UnityEngine
{
    public class MonoBehaviour : Behaviour
    {
        internal readonly List<Coroutine> Coroutines = new List<Coroutine>();
        internal bool Started;
        private bool awake;
        private bool listening;

        public bool didAwake => awake;

        public bool didStart => Started;

        internal bool Listening => listening;

        public Coroutine StartCoroutine(IEnumerator routine)
        {
            Use();
            if (!gameObject.activeInHierarchy)
            {
                throw new InvalidOperationException($"Coroutine couldn't be started because '{name}' is inactive.");
            }

            Coroutine coroutine = new Coroutine(routine);
            Coroutines.Add(coroutine);
            coroutine.Advance();
            return coroutine;
        }

        public void StopCoroutine(Coroutine routine)
        {
            Use();
            Coroutines.Remove(routine);
        }

        public void StopAllCoroutines()
        {
            Use();
            Coroutines.Clear();
        }

        internal object Tell(string message, params object[] arguments)
        {
            MethodInfo method = Scripts.Message(GetType(), message);
            object answer = null;
            if (method != null)
            {
                object[] taken = arguments.Take(method.GetParameters().Length).ToArray();
                World.Current.Log.Guarded(() => answer = method.Invoke(this, taken));
            }

            return answer;
        }

        internal override void Attached()
        {
            Scripts.RefuseUnknownMessages(GetType());
            if (gameObject.activeInHierarchy)
            {
                ActiveChanged(true);
            }
        }

        internal override void ActiveChanged(bool active)
        {
            if (active && !awake)
            {
                awake = true;
                World.Current.Scripts.Add(this);
                Tell("Awake");
            }

            if (!active)
            {
                Coroutines.Clear();
            }

            EnabledChanged();
        }

        internal override void EnabledChanged()
        {
            bool now = awake && isActiveAndEnabled;
            if (now != listening)
            {
                listening = now;
                Tell(now ? "OnEnable" : "OnDisable");
            }
        }

        internal override void Dying()
        {
            if (listening)
            {
                listening = false;
                Tell("OnDisable");
            }

            if (awake)
            {
                Tell("OnDestroy");
                World.Current.Scripts.Remove(this);
            }

            Coroutines.Clear();
            base.Dying();
        }
    }

    /// <summary>All scripts that are awake, in the order in which they are called.</summary>
    internal sealed class Scripts
    {
        private static readonly string[] Refused =
        {
            "FixedUpdate", "OnGUI", "OnCollisionEnter", "OnTriggerEnter", "OnMouseDown", "OnRenderObject",
            "OnPreRender", "OnPostRender", "OnPreCull", "OnRenderImage", "OnWillRenderObject",
            "OnBecameVisible", "OnBecameInvisible",
        };

        private static readonly Dictionary<(Type, string), MethodInfo> Messages =
            new Dictionary<(Type, string), MethodInfo>();

        private readonly List<MonoBehaviour> awake = new List<MonoBehaviour>();

        internal static MethodInfo Message(Type type, string message)
        {
            if (!Messages.TryGetValue((type, message), out MethodInfo method))
            {
                const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                    | BindingFlags.DeclaredOnly;
                for (Type level = type; method == null && level != typeof(MonoBehaviour); level = level.BaseType)
                {
                    method = level.GetMethod(message, Declared);
                }

                Messages[(type, message)] = method;
            }

            return method;
        }

        internal static void RefuseUnknownMessages(Type type)
        {
            foreach (string message in Refused)
            {
                if (Message(type, message) != null)
                {
                    throw new NotSupportedException($"{type}.{message}: the stub does not send this message.");
                }
            }
        }

        internal void Add(MonoBehaviour script)
        {
            int order = Order(script);
            int place = awake.FindIndex(other => Order(other) > order);
            awake.Insert(place < 0 ? awake.Count : place, script);
        }

        internal void Remove(MonoBehaviour script)
        {
            awake.Remove(script);
        }

        internal void Start()
        {
            foreach (MonoBehaviour script in awake.ToArray())
            {
                if (script != null && script.Listening && !script.Started)
                {
                    script.Started = true;
                    if (script.Tell("Start") is IEnumerator routine && script != null)
                    {
                        World.Current.Log.Guarded(() => script.StartCoroutine(routine));
                    }
                }
            }
        }

        /// <summary>Call each enabled script that has started.</summary>
        internal void Each(string message)
        {
            foreach (MonoBehaviour script in awake.ToArray())
            {
                if (script != null && script.Listening && script.Started)
                {
                    script.Tell(message);
                }
            }
        }

        internal void Tell(string message, params object[] arguments)
        {
            foreach (MonoBehaviour script in awake.ToArray())
            {
                if (script != null)
                {
                    script.Tell(message, arguments);
                }
            }
        }

        /// <summary>Go on with the coroutines whose waiting is over.</summary>
        internal void Continue()
        {
            Routines(routine => !routine.WaitsForEndOfFrame);
        }

        internal void EndFrame()
        {
            Routines(routine => routine.WaitsForEndOfFrame);
        }

        private static int Order(MonoBehaviour script)
        {
            object[] marks = script.GetType().GetCustomAttributes(typeof(DefaultExecutionOrder), true);
            return marks.Length == 0 ? 0 : ((DefaultExecutionOrder)marks[0]).order;
        }

        private void Routines(Predicate<Coroutine> wanted)
        {
            foreach (MonoBehaviour script in awake.ToArray())
            {
                foreach (Coroutine routine in script == null ? new Coroutine[0] : script.Coroutines.ToArray())
                {
                    if (script != null && wanted(routine) && script.Coroutines.Contains(routine) && routine.Ready())
                    {
                        routine.Advance();
                        if (routine.Done && script != null)
                        {
                            script.Coroutines.Remove(routine);
                        }
                    }
                }
            }
        }
    }
}
