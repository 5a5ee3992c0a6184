using DeepVision.Painting;

namespace DeepVision.Sheets
{
    /// <summary>A part of a sheet that can be pressed.</summary>
    public readonly struct SheetTarget
    {
        /// <summary>In pixels of the sheet.</summary>
        public readonly Area Area;
        public readonly SheetPress Press;

        public SheetTarget(Area area, SheetPress press)
        {
            Area = area;
            Press = press;
        }
    }
}
