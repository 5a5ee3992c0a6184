using System.Runtime.CompilerServices;

// What the host needs to drive the engine is internal here: the client, which must not know the stub, cannot see it.
[assembly: InternalsVisibleTo("DeepVision.Host")]
[assembly: InternalsVisibleTo("UnityEngine.Tests")]
