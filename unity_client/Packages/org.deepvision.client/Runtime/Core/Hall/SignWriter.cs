using System.Threading.Tasks;
using DeepVision.Painting;

namespace DeepVision.Hall
{
    /// <summary>Writes the signs into meshes, on another thread and at most five times a second.</summary>
    internal sealed class SignWriter
    {
        private const float LeastSeconds = 0.2f;

        private readonly GlyphAtlas glyphs;
        private Task<SignMeshes> writing;
        private bool stale = true;
        private float sinceLast = LeastSeconds;

        public SignWriter(GlyphAtlas glyphs)
        {
            this.glyphs = glyphs;
            SignMeshes none = Write(new Signs());
            Solids = new HallMesh(none.Solids);
            Texts = new HallMesh(none.Texts);
        }

        public HallMesh Solids { get; }
        public HallMesh Texts { get; }

        /// <summary>Whether signs are still to be written.</summary>
        public bool Pending => stale || writing != null;

        /// <summary>The signs say something else from now on.</summary>
        public void Touch()
        {
            stale = true;
        }

        /// <summary>Once per frame: takes what has been written. True when signs are due to be written anew.</summary>
        /// <param name="seconds">since the last frame</param>
        public bool Update(float seconds)
        {
            sinceLast += seconds;
            if (writing != null && writing.IsCompleted)
            {
                SignMeshes written = writing.GetAwaiter().GetResult();
                writing = null;
                Solids.Set(written.Solids);
                Texts.Set(written.Texts);
            }

            return stale && writing == null && sinceLast >= LeastSeconds;
        }

        /// <summary>Begins to write what the signs say now.</summary>
        public void Begin(SignPlan plan)
        {
            stale = false;
            sinceLast = 0;
            writing = Task.Run(() => Write(plan.Write()));
        }

        private SignMeshes Write(Signs signs)
        {
            return new SignMeshes(SolidMesh.Build(signs.Solids), TextMesh.Build(signs.Texts, glyphs));
        }
    }
}
