namespace DeepVision.Session
{
    /// <summary>A cell of the picture array and the tile whose picture lies in it.</summary>
    public readonly struct PictureSlot
    {
        /// <summary>Number of the layer in the tile store.</summary>
        public readonly int Layer;
        public readonly int Channel;
        public readonly int Slot;

        public PictureSlot(int layer, int channel, int slot)
        {
            Layer = layer;
            Channel = channel;
            Slot = slot;
        }
    }
}
