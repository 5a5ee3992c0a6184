namespace DeepVision.Space
{
    /// <summary>What one sees of the hall at once.</summary>
    public readonly struct View
    {
        /// <summary>Vertical, in radians.</summary>
        public readonly float FieldOfView;

        /// <summary>Width divided by height.</summary>
        public readonly float Aspect;

        public View(float fieldOfView, float aspect)
        {
            FieldOfView = fieldOfView;
            Aspect = aspect;
        }
    }
}
