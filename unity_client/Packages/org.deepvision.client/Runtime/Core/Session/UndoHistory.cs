using System;
using System.Collections.Generic;

namespace DeepVision.Session
{
    /// <summary>What the visitor did, to be taken back in reverse order.</summary>
    public sealed class UndoHistory
    {
        /// <summary>The oldest are dropped beyond this; they stay done.</summary>
        private const int Longest = 200;
        private readonly List<UndoEntry> done = new List<UndoEntry>();

        /// <summary>Something was done or taken back.</summary>
        public event Action Changed;

        public int Count => done.Count;

        /// <summary>What Undo would take back; null: nothing.</summary>
        public string Next => done.Count == 0 ? null : done[done.Count - 1].Name;

        /// <summary>Does something, and knows how to take it back.</summary>
        public void Do(string name, Action change, Action takeBack)
        {
            change();
            Add(name, takeBack);
        }

        /// <summary>Something has been done already.</summary>
        /// <param name="name">what, for a person: "conv1 moved"</param>
        /// <param name="takeBack">must not add to this history</param>
        public void Add(string name, Action takeBack)
        {
            done.Add(new UndoEntry(name, takeBack));
            if (done.Count > Longest)
            {
                done.RemoveAt(0);
            }

            Changed?.Invoke();
        }

        /// <summary>Takes the last one back; returns its name, or null when there is none.</summary>
        public string Undo()
        {
            if (done.Count == 0)
            {
                return null;
            }

            UndoEntry last = done[done.Count - 1];
            done.RemoveAt(done.Count - 1);
            last.TakeBack();
            Changed?.Invoke();
            return last.Name;
        }

        /// <summary>Takes everything back; returns how many that were.</summary>
        public int UndoAll()
        {
            int count = done.Count;
            while (Undo() != null)
            {
            }

            return count;
        }

        /// <summary>Forgets everything, for another hall stands.</summary>
        public void Clear()
        {
            done.Clear();
            Changed?.Invoke();
        }
    }
}
