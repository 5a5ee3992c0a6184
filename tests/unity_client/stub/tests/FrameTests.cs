using System.Collections;
using System.Collections.Generic;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine.InputSystem;

namespace UnityEngine.Tests
{
    /// <summary>The order of things in a frame.</summary>
    public sealed class FrameTests
    {
        private static readonly List<string> Told = new List<string>();
        private GameObject holder;

        [SetUp]
        public void Begin()
        {
            Assert.That(Booted.World, Is.Not.Null);
            Told.Clear();
            holder = new GameObject("holder");
        }

        [TearDown]
        public void End()
        {
            Object.DestroyImmediate(holder);
        }

        [Test]
        public void A_script_lives_in_the_engines_order()
        {
            holder.AddComponent<Witness>();
            Frame();
            holder.SetActive(false);
            Frame();
            holder.SetActive(true);
            Object.Destroy(holder);
            Frame();
            Assert.That(
                string.Join(" ", Told),
                Is.EqualTo("awake enable start update routine late end disable enable update late disable destroy"));
        }

        [Test]
        public void A_task_comes_back_between_update_and_late_update()
        {
            // NUnit sets its own context for each test.
            System.Threading.SynchronizationContext.SetSynchronizationContext(Booted.World.Context);
            Await(holder.AddComponent<Witness>());
            for (int frame = 0; frame < 500 && !Told.Contains("back"); frame++)
            {
                Told.Clear();
                System.Threading.Thread.Sleep(1);
                Frame();
            }

            Assert.That(Told.IndexOf("back"), Is.EqualTo(Told.IndexOf("late") - 1));
        }

        [Test]
        public void What_a_script_throws_is_logged_and_ends_this_call_alone()
        {
            Booted.World.Log.Take();
            holder.AddComponent<Thrower>();
            holder.AddComponent<Witness>();
            Frame();
            List<LogEntry> entries = Booted.World.Log.Take();
            Assert.That(entries.Count, Is.EqualTo(1));
            Assert.That(entries[0].Type, Is.EqualTo(LogType.Exception));
            Assert.That(Told, Has.Member("late"));
        }

        [Test]
        public void A_key_is_pressed_in_one_frame_and_held_in_the_next()
        {
            InputAction action = new InputAction("jump", InputActionType.Button, "<Keyboard>/space");
            action.Enable();
            Booted.World.Controls.Set("<Keyboard>/space", 1);
            Assert.That(action.IsPressed(), Is.False);
            Frame();
            Assert.That(action.WasPressedThisFrame());
            Frame();
            Assert.That(action.IsPressed() && !action.WasPressedThisFrame());
            Booted.World.Controls.Set("<Keyboard>/space", 0);
            Frame();
            Assert.That(action.WasReleasedThisFrame());
        }

        [Test]
        public void A_movement_of_the_mouse_lasts_one_frame()
        {
            InputAction action = new InputAction("look", InputActionType.Value, "<Mouse>/delta");
            action.Enable();
            Booted.World.Controls.Set("<Mouse>/delta", 3, -4);
            Frame();
            Assert.That(action.ReadValue<Vector2>(), Is.EqualTo(new Vector2(3, -4)));
            Frame();
            Assert.That(action.ReadValue<Vector2>(), Is.EqualTo(Vector2.zero));
        }

        [Test]
        public void Only_what_the_camera_can_see_is_drawn()
        {
            Camera camera = holder.AddComponent<Camera>();
            Mesh mesh = new Mesh();
            mesh.SetVertexBufferParams(3, new Rendering.VertexAttributeDescriptor(Rendering.VertexAttribute.Position));
            mesh.SetTriangles(new[] { 0, 1, 2 }, 0);
            GameObject ahead = new GameObject("ahead");
            ahead.AddComponent<MeshFilter>().sharedMesh = mesh;
            Shader shader = Resources.Load<Shader>("DeepVision/Solid");
            ahead.AddComponent<MeshRenderer>().sharedMaterial = new Material(shader);
            ahead.transform.position = new Vector3(0, 0, 5);
            Frame();
            Assert.That(Booted.World.Drawing.Seen.Count, Is.EqualTo(1));
            camera.transform.rotation = Quaternion.Euler(0, 180, 0);
            Frame();
            Assert.That(Booted.World.Drawing.Seen.Count, Is.EqualTo(0));
            Assert.That(Booted.World.Drawing.Culled, Is.EqualTo(1));
            Object.DestroyImmediate(ahead);
        }

        private static void Frame()
        {
            Booted.World.Step(1f / 60);
        }

        private static async void Await(Witness witness)
        {
            await Task.Run(() => System.Threading.Thread.Sleep(20));
            Told.Add(witness.name == "holder" ? "back" : "gone");
        }

        private sealed class Thrower : MonoBehaviour
        {
            private void Update()
            {
                throw new System.InvalidOperationException("on purpose");
            }
        }

        private sealed class Witness : MonoBehaviour
        {
            private void Awake() { Told.Add("awake"); }

            private void OnEnable() { Told.Add("enable"); }

            private void Start()
            {
                Told.Add("start");
                StartCoroutine(Routine());
            }

            private void Update() { Told.Add("update"); }

            private void LateUpdate() { Told.Add("late"); }

            private void OnDisable() { Told.Add("disable"); }

            private void OnDestroy() { Told.Add("destroy"); }

            private IEnumerator Routine()
            {
                yield return null;
                Told.Add("routine");
                yield return new WaitForEndOfFrame();
                Told.Add("end");
            }
        }
    }
}
