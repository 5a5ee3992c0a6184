using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>
    /// A mesh of the hall that may be made anew; whoever draws it copies it when its version has changed.
    /// </summary>
    public sealed class HallMesh
    {
        public HallMesh(MeshData data)
        {
            Data = data;
        }

        public MeshData Data { get; private set; }

        /// <summary>Counts up whenever <see cref="Data"/> is another one.</summary>
        public int Version { get; private set; }

        internal void Set(MeshData data)
        {
            Data = data;
            Version++;
        }
    }
}
