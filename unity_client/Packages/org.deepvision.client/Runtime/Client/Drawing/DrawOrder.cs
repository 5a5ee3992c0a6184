namespace DeepVision.Client
{
    /// <summary>Render queues: what is drawn after what.</summary>
    internal static class DrawOrder
    {
        public const int Floor = 1990;
        public const int Opaque = 2000;
        public const int Text = 3000;
        public const int Sheets = 3010;
        public const int Veil = 4000;
    }
}
