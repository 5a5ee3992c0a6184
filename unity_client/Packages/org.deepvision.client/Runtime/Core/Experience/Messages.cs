using DeepVision.Sheets;

namespace DeepVision.Experience
{
    /// <summary>Short messages at the lower edge of the view: one at a time, errors longer than the rest.</summary>
    internal sealed class Messages
    {
        private const float NoteSeconds = 5;
        private const float ErrorSeconds = 12;
        private readonly PlacedSheet placed;
        private readonly ToastSheet sheet;
        private float left;

        public Messages(PlacedSheet placed, ToastSheet sheet)
        {
            this.placed = placed;
            this.sheet = sheet;
        }

        public bool IsShown => placed.IsShown;

        /// <summary>Whether what is shown is a hint.</summary>
        public bool IsHint { get; private set; }

        /// <summary>Counts up with every message: whoever places sheets in a hall puts it before the visitor.</summary>
        public int Version { get; private set; }

        public void Note(string text)
        {
            Show(text, ToastKind.Note, NoteSeconds);
        }

        public void Error(string text)
        {
            Show(text, ToastKind.Error, ErrorSeconds);
        }

        /// <summary>Stays until it is dismissed.</summary>
        public void Hint(string text)
        {
            Show(text, ToastKind.Hint, float.PositiveInfinity);
        }

        public void Dismiss()
        {
            placed.IsShown = false;
            left = 0;
        }

        public void Update(float seconds)
        {
            left -= seconds;
            if (placed.IsShown && left <= 0)
            {
                Dismiss();
            }
        }

        private void Show(string text, ToastKind kind, float seconds)
        {
            if (string.IsNullOrEmpty(text))
            {
                return;
            }

            sheet.Set(text, kind);
            left = seconds;
            IsHint = kind == ToastKind.Hint;
            placed.IsShown = true;
            Version++;
        }
    }
}
