using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DeepVision.Core.Tests")]
