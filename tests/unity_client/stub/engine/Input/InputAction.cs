using System;
using System.Collections.Generic;
using System.Linq;

namespace UnityEngine.InputSystem
{
    public enum InputActionType
    {
        Value = 0,
        Button = 1,
        PassThrough = 2,
    }

    /// <summary>An action made in code. Its value is that of the binding that is moved furthest.</summary>
    public sealed class InputAction : IDisposable
    {
        private const float PressPoint = 0.5f;
        private bool on;

        public InputAction(
            string name = null,
            InputActionType type = default(InputActionType),
            string binding = null,
            string interactions = null,
            string processors = null,
            string expectedControlType = null)
        {
            if (interactions != null || processors != null)
            {
                throw new NotSupportedException("The stub's actions have no interactions and no processors.");
            }

            this.name = name;
            this.type = type;
            this.expectedControlType = expectedControlType;
            if (binding != null)
            {
                this.AddBinding(binding);
            }
        }

        public string name { get; }

        public InputActionType type { get; }

        public string expectedControlType { get; set; }

        public bool enabled => on;

        internal List<Binding> Bindings { get; } = new List<Binding>();

        public void Enable()
        {
            World.Guard();
            on = true;
        }

        public void Disable()
        {
            World.Guard();
            on = false;
        }

        public void Dispose()
        {
            on = false;
        }

        public TValue ReadValue<TValue>()
            where TValue : struct
        {
            World.Guard();
            object value = Value(false);
            if (value == null)
            {
                return default(TValue);
            }

            if (!(value is TValue))
            {
                throw new InvalidOperationException(
                    $"Cannot read a value of type {typeof(TValue).Name} of '{name}': it is {value.GetType().Name}.");
            }

            return (TValue)value;
        }

        public bool IsPressed()
        {
            return Pressed(false);
        }

        public bool WasPressedThisFrame()
        {
            return Pressed(false) && !Pressed(true);
        }

        public bool WasReleasedThisFrame()
        {
            return !Pressed(false) && Pressed(true);
        }

        private static float Magnitude(object value)
        {
            switch (Type.GetTypeCode(value.GetType()))
            {
                case TypeCode.Single: return Math.Abs((float)value);
                case TypeCode.Int32: return Math.Abs((int)value);
                default: return value is Vector2 vector ? vector.magnitude : 1;
            }
        }

        private bool Pressed(bool earlier)
        {
            World.Guard();
            object value = Value(earlier);
            return value != null && Magnitude(value) >= PressPoint;
        }

        private object Value(bool earlier)
        {
            object furthest = null;
            foreach (object value in on ? Bindings.SelectMany(binding => binding.Values(earlier)) : new object[0])
            {
                if (furthest == null || Magnitude(value) > Magnitude(furthest))
                {
                    furthest = value;
                }
            }

            return furthest;
        }
    }

    public sealed class InputActionMap : IDisposable
    {
        public InputActionMap(string name)
        {
            this.name = name;
        }

        public string name { get; }

        public bool enabled => Actions.Any(action => action.enabled);

        internal List<InputAction> Actions { get; } = new List<InputAction>();

        public void Enable() { Actions.ForEach(action => action.Enable()); }

        public void Disable() { Actions.ForEach(action => action.Disable()); }

        public void Dispose()
        {
            if (enabled)
            {
                throw new InvalidOperationException($"The action map '{name}' is disposed while it is enabled.");
            }
        }
    }

    /// <summary>A path, or a composite of paths by the name of their part.</summary>
    internal sealed class Binding
    {
        internal readonly string Path;

        /// <summary>Controls by the name of the part; null for a plain path.</summary>
        internal readonly Dictionary<string, List<string>> Parts;
        private readonly string[] controls;

        internal Binding(string path)
        {
            Path = path;
            controls = Devices.Resolve(path, false).ToArray();
        }

        internal Binding(string composite, Dictionary<string, List<string>> parts)
        {
            Path = composite;
            Parts = parts;
        }

        internal IEnumerable<object> Values(bool earlier)
        {
            if (Parts == null)
            {
                return controls.Select(control => Devices.Value(control, earlier));
            }

            if (Path == "1DAxis")
            {
                return new object[] { Part("Positive", earlier) - Part("Negative", earlier) };
            }

            if (Path == "OneModifier")
            {
                bool held = Part("Modifier", earlier) >= 0.5f;
                return new object[] { held ? Part("Binding", earlier) : 0f };
            }

            Vector2 together = new Vector2(
                Part("Right", earlier) - Part("Left", earlier), Part("Up", earlier) - Part("Down", earlier));
            return new object[] { together.magnitude > 1 ? together.normalized : together };
        }

        private float Part(string name, bool earlier)
        {
            return Parts[name].Select(control => (float)Devices.Value(control, earlier)).DefaultIfEmpty(0).Max();
        }
    }

    public static class InputActionSetupExtensions
    {
        private static readonly Dictionary<string, string[]> Composites = new Dictionary<string, string[]>
        {
            { "2DVector", new[] { "Up", "Down", "Left", "Right" } },
            { "1DAxis", new[] { "Negative", "Positive" } },
            { "OneModifier", new[] { "Modifier", "Binding" } },
        };

        public static BindingSyntax AddBinding(
            this InputAction action,
            string path,
            string interactions = null,
            string processors = null,
            string groups = null)
        {
            if (interactions != null || processors != null)
            {
                throw new NotSupportedException("The stub's bindings have no interactions and no processors.");
            }

            action.Bindings.Add(new Binding(path));
            return default(BindingSyntax);
        }

        public static InputAction AddAction(
            this InputActionMap map,
            string name,
            InputActionType type = default(InputActionType),
            string binding = null,
            string interactions = null,
            string processors = null,
            string groups = null,
            string expectedControlLayout = null)
        {
            if (map.enabled)
            {
                throw new InvalidOperationException($"Cannot add action '{name}' to the enabled map '{map.name}'.");
            }

            InputAction action = new InputAction(name, type, binding, interactions, processors, expectedControlLayout);
            map.Actions.Add(action);
            return action;
        }

        public static CompositeSyntax AddCompositeBinding(
            this InputAction action, string composite, string interactions = null, string processors = null)
        {
            if (!Composites.TryGetValue(composite, out string[] parts) || interactions != null || processors != null)
            {
                throw new NotSupportedException($"The stub has no composite {composite} with these settings.");
            }

            var paths = parts.ToDictionary(
                part => part, part => new List<string>(), StringComparer.OrdinalIgnoreCase);
            Binding binding = new Binding(composite, paths);
            action.Bindings.Add(binding);
            return new CompositeSyntax(binding);
        }

        public struct BindingSyntax
        {
        }

        public struct CompositeSyntax
        {
            private readonly Binding composite;

            internal CompositeSyntax(Binding composite)
            {
                this.composite = composite;
            }

            public CompositeSyntax With(string name, string binding, string groups = null, string processors = null)
            {
                if (processors != null || !composite.Parts.ContainsKey(name))
                {
                    throw new ArgumentException($"{composite.Path} has no part {name} (or with processors).");
                }

                composite.Parts[name].AddRange(Devices.Resolve(binding, false));
                return this;
            }
        }
    }

    public struct InputActionProperty
    {
        public InputActionProperty(InputAction action)
        {
            this.action = action;
        }

        public InputAction action { get; }
    }
}
