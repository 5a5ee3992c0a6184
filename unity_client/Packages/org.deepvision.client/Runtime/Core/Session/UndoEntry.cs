using System;

namespace DeepVision.Session
{
    /// <summary>One thing that can be taken back.</summary>
    internal readonly struct UndoEntry
    {
        public readonly string Name;
        public readonly Action TakeBack;

        public UndoEntry(string name, Action takeBack)
        {
            Name = name;
            TakeBack = takeBack;
        }
    }
}
