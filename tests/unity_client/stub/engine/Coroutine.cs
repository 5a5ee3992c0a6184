using System;
using System.Collections;
using System.Collections.Generic;

namespace UnityEngine
{
    public class YieldInstruction
    {
    }

    public sealed class WaitForEndOfFrame : YieldInstruction
    {
    }

    public sealed class WaitForSeconds : YieldInstruction
    {
        internal readonly float Seconds;

        public WaitForSeconds(float seconds)
        {
            Seconds = seconds;
        }
    }

    public class AsyncOperation : YieldInstruction
    {
        internal Func<bool> Finished = () => true;

        public bool isDone => Finished();

        public float progress => isDone ? 1 : 0;
    }

    public abstract class CustomYieldInstruction : IEnumerator
    {
        public abstract bool keepWaiting { get; }

        public object Current => null;

        public bool MoveNext() { return keepWaiting; }

        public virtual void Reset() { }
    }

    public sealed class WaitUntil : CustomYieldInstruction
    {
        private readonly Func<bool> condition;

        public WaitUntil(Func<bool> predicate)
        {
            condition = predicate;
        }

        public override bool keepWaiting => !condition();
    }

    public sealed class WaitForSecondsRealtime : CustomYieldInstruction
    {
        private readonly double end;

        public WaitForSecondsRealtime(float time)
        {
            end = Time.realtimeSinceStartupAsDouble + time;
        }

        public override bool keepWaiting => Time.realtimeSinceStartupAsDouble < end;
    }

    /// <summary>A script's iterator that goes on when what it yielded is over.</summary>
    public sealed class Coroutine : YieldInstruction
    {
        private readonly Stack<IEnumerator> routines = new Stack<IEnumerator>();
        private Func<bool> over = () => true;

        internal Coroutine(IEnumerator routine)
        {
            routines.Push(routine);
        }

        internal bool Done => routines.Count == 0;

        internal bool WaitsForEndOfFrame { get; private set; }

        internal bool Ready()
        {
            return over();
        }

        internal void Advance()
        {
            WaitsForEndOfFrame = false;
            over = () => true;
            bool more = false;
            World.Current.Log.Guarded(() => more = routines.Peek().MoveNext());
            if (more)
            {
                Wait(routines.Peek().Current);
                return;
            }

            routines.Pop();
            if (routines.Count > 0)
            {
                Advance();
            }
        }

        private void Wait(object yielded)
        {
            if (yielded is WaitForEndOfFrame)
            {
                WaitsForEndOfFrame = true;
            }
            else if (yielded is WaitForSeconds wait)
            {
                double end = World.Current.Time + wait.Seconds;
                over = () => World.Current.Time >= end;
            }
            else if (yielded is AsyncOperation operation)
            {
                over = () => operation.isDone;
            }
            else if (yielded is Coroutine other)
            {
                over = () => other.Done;
            }
            else if (yielded is IEnumerator inner)
            {
                routines.Push(inner);
                Advance();
            }
            else if (yielded != null)
            {
                throw new NotSupportedException($"A coroutine yielded {yielded}: the stub does not know it.");
            }
        }
    }
}
