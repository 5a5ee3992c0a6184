using System;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine.Rendering;

namespace UnityEngine.Tests
{
    /// <summary>What the engine forbids, or forgives silently, throws.</summary>
    public sealed class RefusalTests
    {
        private Material material;
        private Mesh mesh;

        [SetUp]
        public void Begin()
        {
            Assert.That(Booted.World, Is.Not.Null);
            material = new Material(Resources.Load<Shader>("DeepVision/Panels"));
            mesh = new Mesh();
            mesh.SetVertexBufferParams(3, new VertexAttributeDescriptor(VertexAttribute.Position));
            mesh.SetTriangles(new[] { 0, 1, 2 }, 0);
        }

        [Test]
        public void Other_threads_make_and_change_nothing()
        {
            Assert.Throws<UnityException>(() => Elsewhere(() => new Mesh()));
            Assert.Throws<UnityException>(() => Elsewhere(() => material.SetFloat("_Colormap", 1)));
            Assert.DoesNotThrow(() => Elsewhere(() => new Vector3(1, 2, 3).ToString()));
        }

        [Test]
        public void A_destroyed_object_equals_null_and_cannot_be_used()
        {
            Object.DestroyImmediate(mesh);
            Assert.That(mesh == null);
            Assert.That((object)mesh, Is.Not.SameAs(null));
            Assert.Throws<MissingReferenceException>(() => mesh.Clear());
        }

        [Test]
        public void Assets_and_transforms_are_not_destroyed()
        {
            Assert.Throws<UnityException>(() => Object.Destroy(material.shader));
            GameObject item = new GameObject();
            Assert.Throws<UnityException>(() => Object.DestroyImmediate(item.transform));
            Object.DestroyImmediate(item);
        }

        [Test]
        public void Scripts_are_added_and_not_made()
        {
            Assert.Throws<InvalidOperationException>(() => new Camera());
        }

        [Test]
        public void Properties_exist_and_have_their_kind()
        {
            Assert.Throws<UnityException>(() => material.SetFloat("_Colourmap", 1));
            Assert.Throws<UnityException>(() => material.SetVector("_Colormap", Vector4.one));
            Assert.Throws<UnityException>(() => material.SetVectorArray("_Outlines", new Vector4[8]));
            Assert.Throws<UnityException>(() => material.SetTexture("_Full", new Texture2D(1, 1)));
            material.SetVectorArray("_Outlines", new Vector4[7]);
        }

        [Test]
        public void An_array_keeps_the_length_it_was_first_given()
        {
            MaterialPropertyBlock block = new MaterialPropertyBlock();
            block.SetFloatArray("_Panel", new float[2]);
            block.SetFloatArray("_Panel", new float[1]);
            Assert.Throws<UnityException>(() => block.SetFloatArray("_Panel", new float[3]));
        }

        [Test]
        public void Instances_need_instancing_and_have_a_limit()
        {
            RenderParams call = new RenderParams(material);
            Assert.Throws<InvalidOperationException>(
                () => Graphics.RenderMeshInstanced(call, mesh, 0, new Matrix4x4[1]));
            material.enableInstancing = true;
            Assert.Throws<InvalidOperationException>(
                () => Graphics.RenderMeshInstanced(call, mesh, 0, new Matrix4x4[512]));
            Graphics.RenderMeshInstanced(call, mesh, 0, new Matrix4x4[511]);
        }

        [Test]
        public void Texels_have_their_size()
        {
            Texture2D texture = new Texture2D(4, 4, TextureFormat.RG16, false, true);
            Assert.Throws<UnityException>(() => texture.SetPixelData(new byte[31], 0));
            Assert.Throws<UnityException>(() => texture.SetPixelData(new byte[32], 1));
            Assert.Throws<UnityException>(() => texture.SetPixelData(new byte[33], 0, 2));
            texture.SetPixelData(new byte[33], 0, 1);
            texture.Apply(false, true);
            Assert.Throws<UnityException>(() => texture.SetPixelData(new byte[32], 0));
            Assert.Throws<UnityException>(() => new Texture2D(4, 4, TextureFormat.R8, 4, true));
        }

        [Test]
        public void Copies_stay_inside_and_keep_the_format()
        {
            Texture2D from = new Texture2D(4, 4, TextureFormat.R8, false, true);
            Texture2DArray to = new Texture2DArray(4, 4, 2, TextureFormat.R8, 2, true);
            Graphics.CopyTexture(from, 0, 0, 0, 0, 2, 2, to, 1, 1, 0, 0);
            Assert.Throws<UnityException>(() => Graphics.CopyTexture(from, 0, 0, 0, 0, 3, 2, to, 1, 1, 0, 0));
            Assert.Throws<UnityException>(() => Graphics.CopyTexture(from, 0, 0, 0, 0, 2, 2, to, 2, 0, 0, 0));
            Assert.Throws<UnityException>(
                () => Graphics.CopyTexture(new Texture2D(4, 4, TextureFormat.RG16, false, true), 0, 0, to, 0, 0));
        }

        [Test]
        public void Meshes_are_whole()
        {
            Assert.Throws<UnityException>(() => mesh.SetTriangles(new[] { 0, 1, 3 }, 0));
            Assert.Throws<UnityException>(() => mesh.SetTriangles(new[] { 0, 1 }, 0));
            Assert.Throws<UnityException>(() => mesh.SetVertexBufferData(new[] { float.NaN }, 0, 0, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => mesh.SetVertexBufferData(new float[10], 0, 0, 10));
            mesh.indexFormat = IndexFormat.UInt16;
            mesh.SetVertexBufferParams(70000, new VertexAttributeDescriptor(VertexAttribute.Position));
            Assert.Throws<UnityException>(() => mesh.SetTriangles(new[] { 0, 1, 69999 }, 0));
        }

        [Test]
        public void Controls_exist()
        {
            var action = new InputSystem.InputAction("one");
            Assert.Throws<UnityException>(
                () => InputSystem.InputActionSetupExtensions.AddBinding(action, "<Keyboard>/spacebar"));
            Assert.Throws<UnityException>(
                () => InputSystem.InputActionSetupExtensions.AddBinding(action, "<XRController>{RightHand}/trackball"));
            InputSystem.InputActionSetupExtensions.AddBinding(action, "<ViveController>{RightHand}/trackpad");
        }

        private static void Elsewhere(Action call)
        {
            Task.Run(call).GetAwaiter().GetResult();
        }
    }
}
