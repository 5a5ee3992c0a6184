using System;
using System.Linq;
using UnityEngine;

namespace DeepVision.Host
{
    /// <summary>The most that any frame needed since they were reset.</summary>
    internal sealed class Peaks
    {
        internal int Frames { get; private set; }

        internal int Draws { get; private set; }

        internal long Uploaded { get; private set; }

        internal double Milliseconds { get; private set; }

        internal void Add(Drawing drawing, double milliseconds)
        {
            Frames++;
            Draws = Math.Max(Draws, drawing.Seen.Count);
            Uploaded = Math.Max(Uploaded, drawing.Uploaded);
            Milliseconds = Math.Max(Milliseconds, milliseconds);
        }

        internal void Reset()
        {
            Frames = 0;
            Draws = 0;
            Uploaded = 0;
            Milliseconds = 0;
        }
    }
}
