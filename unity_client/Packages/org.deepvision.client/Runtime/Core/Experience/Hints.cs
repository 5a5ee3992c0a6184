namespace DeepVision.Experience
{
    /// <summary>What a new visitor can do, one after the other; each vanishes when it has been done.</summary>
    internal sealed class Hints
    {
        private const float SecondsBefore = 3;
        private readonly string[] texts;
        private readonly bool[] done;
        private readonly Messages messages;
        private float silent;
        private int shown = -1;

        /// <param name="messages">where they appear</param>
        /// <param name="headset">which words fit</param>
        public Hints(Messages messages, bool headset)
        {
            this.messages = messages;
            string press = headset ? "pull the trigger" : "click";
            texts = new[]
            {
                $"Point at a picture on the shelf and {press}: it floats above your tool. Then {press} on the canvas.",
                headset
                    ? "A leads to the next layer, B back. Push the right stick ahead to teleport."
                    : "] leads to the next layer, [ back. W A S D walk, the mouse looks around.",
                $"Point at a tile and {press} to see it enlarged, with its figures.",
            };
            done = new bool[texts.Length];
        }

        /// <summary>The picture was inserted.</summary>
        public void Inserted()
        {
            Done(0);
        }

        /// <summary>A layer was gone to.</summary>
        public void Went()
        {
            Done(1);
        }

        /// <summary>A tile was picked up.</summary>
        public void PickedUp()
        {
            Done(2);
        }

        /// <summary>Once per frame while a hall stands: shows the next one when nothing else is said.</summary>
        public void Update(float seconds)
        {
            if (messages.IsShown)
            {
                silent = 0;
                shown = messages.IsHint ? shown : -1; // a message has taken its place
                return;
            }

            if (shown >= 0)
            {
                done[shown] = true; // dismissed
                shown = -1;
            }

            silent += seconds;
            int next = System.Array.IndexOf(done, false);
            if (next >= 0 && silent > SecondsBefore)
            {
                messages.Hint(texts[next]);
                shown = next;
            }
        }

        private void Done(int hint)
        {
            done[hint] = true;
            if (shown == hint)
            {
                messages.Dismiss();
                shown = -1;
            }
        }
    }
}
