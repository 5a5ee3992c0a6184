using System;
using System.Text;
using UnityEngine.InputSystem;

namespace DeepVision.Client
{
    /// <summary>What is typed on a keyboard, as text; also for a visitor with a headset who has one.</summary>
    internal sealed class KeyboardText : IDisposable
    {
        private readonly StringBuilder typed = new StringBuilder();
        private Keyboard keyboard;

        /// <summary>Pressed in this frame.</summary>
        public bool Enter => keyboard != null
            && (keyboard.enterKey.wasPressedThisFrame || keyboard.numpadEnterKey.wasPressedThisFrame);

        /// <summary>Pressed in this frame.</summary>
        public bool Backspace => keyboard != null && keyboard.backspaceKey.wasPressedThisFrame;

        /// <summary>What was typed since the last call; null: nothing. Once per frame.</summary>
        public string Take()
        {
            Listen(Keyboard.current);
            if (typed.Length == 0)
            {
                return null;
            }
            string text = typed.ToString();
            typed.Clear();
            return text;
        }

        public void Dispose()
        {
            Listen(null);
        }

        /// <summary>A keyboard may be plugged in at any time.</summary>
        private void Listen(Keyboard keyboard)
        {
            if (this.keyboard == keyboard)
            {
                return;
            }
            if (this.keyboard != null)
            {
                this.keyboard.onTextInput -= OnTyped;
            }
            this.keyboard = keyboard;
            if (this.keyboard != null)
            {
                this.keyboard.onTextInput += OnTyped;
            }
        }

        private void OnTyped(char character)
        {
            if (!char.IsControl(character))
            {
                typed.Append(character);
            }
        }
    }
}
