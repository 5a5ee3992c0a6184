using System;

namespace UnityEditor
{
    /// <summary>The editor's API is here to compile against; nothing of it runs.</summary>
    internal static class CompileOnly
    {
        internal static Exception Error => new NotSupportedException("The stub has no editor.");
    }
}
