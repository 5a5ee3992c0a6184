using System;
using DeepVision.Space;
using UnityEngine;

namespace DeepVision.Client
{
    /// <summary>A mesh of the hall and its material. Draws when asked, in the frame it is asked in.</summary>
    public sealed class MeshView : IDisposable
    {
        /// <summary>Half a side of what a mesh may cover that its shader places by itself: never culled.</summary>
        private const float Everywhere = 10000;

        private readonly Mesh mesh;
        private readonly RenderParams parameters;
        private bool isEmpty = true;

        /// <param name="shader">as <see cref="Materials.Create"/> takes it</param>
        /// <param name="queue">one of <see cref="DrawOrder"/></param>
        public MeshView(string shader, int queue)
        {
            Material = Materials.Create(shader, queue);
            mesh = new Mesh { name = shader };
            parameters = new RenderParams(Material);
        }

        /// <summary>For the shader's own properties; the view destroys it.</summary>
        public Material Material { get; }

        /// <summary>Draws this from now on; null: nothing.</summary>
        public void Show(MeshData data)
        {
            isEmpty = data == null || data.Triangles.Length == 0;
            if (!isEmpty)
            {
                MeshBuffers.Fill(mesh, data);
            }
        }

        /// <summary>Draws this wherever one looks: its shader decides where it is.</summary>
        public void ShowEverywhere(MeshData data)
        {
            Show(data);
            mesh.bounds = new Bounds(Vector3.zero, Vector3.one * (2 * Everywhere));
        }

        /// <summary>Moves the corners; as many as were shown last, and still within the bounds they had.</summary>
        public void Move(float[] positions)
        {
            MeshBuffers.Move(mesh, positions);
        }

        /// <summary>Once per frame; <paramref name="place"/> from <see cref="UnitySpace"/>.</summary>
        public void Draw(Matrix4x4 place)
        {
            if (!isEmpty)
            {
                Graphics.RenderMesh(parameters, mesh, 0, place);
            }
        }

        public void Dispose()
        {
            EngineObjects.Destroy(mesh);
            EngineObjects.Destroy(Material);
        }
    }
}
