using DeepVision.Space;

namespace DeepVision.Hall
{
    /// <summary>Signs, written into meshes.</summary>
    internal sealed class SignMeshes
    {
        public MeshData Solids { get; }
        public MeshData Texts { get; }

        public SignMeshes(MeshData solids, MeshData texts)
        {
            Solids = solids;
            Texts = texts;
        }
    }
}
