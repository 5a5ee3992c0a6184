using DeepVision.Motion;
using DeepVision.Preferences;

namespace DeepVision.Experience
{
    /// <summary>Offers somebody who seems to sit to stand their eye at 1.6 m; once, and only in a headset.</summary>
    internal sealed class SeatOffer
    {
        private readonly HeadsetRig rig;
        private readonly UserPreferences preferences;
        private readonly Messages messages;
        private bool isOpen;

        /// <param name="rig">whose head may be low</param>
        /// <param name="preferences">take the answer</param>
        /// <param name="messages">show the offer</param>
        public SeatOffer(HeadsetRig rig, UserPreferences preferences, Messages messages)
        {
            this.rig = rig;
            this.preferences = preferences;
            this.messages = messages;
        }

        /// <summary>Once per frame. An offer that another message has covered is over.</summary>
        public void Update()
        {
            if (isOpen && !(messages.IsShown && messages.IsHint))
            {
                Decline();
            }

            if (!isOpen && rig.OffersSeat)
            {
                isOpen = true;
                messages.Hint("You seem to sit. Press here, and your eye stands at 1.6 m.");
            }
        }

        /// <summary>The message was pressed.</summary>
        public void Accept()
        {
            if (isOpen)
            {
                preferences.Seated.Value = true;
                Decline();
            }
        }

        private void Decline()
        {
            isOpen = false;
            rig.DeclineSeat();
        }
    }
}
