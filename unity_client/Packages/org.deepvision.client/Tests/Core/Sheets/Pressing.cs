using DeepVision.Painting;
using DeepVision.Sheets;
using NUnit.Framework;

namespace DeepVision.Tests.Sheets
{
    /// <summary>Presses what a visitor would look for.</summary>
    internal static class Pressing
    {
        /// <summary>Presses the target with this action, and index and text if they are given.</summary>
        public static SheetPress Press(Sheet sheet, string action, int? index = null, string text = null)
        {
            SheetTarget? target = Find(sheet, action, index, text);
            Assert.That(target.HasValue, $"nothing to press for {action} {index} {text}");
            return sheet.Press(target.Value.Area.CentreX, target.Value.Area.CentreY);
        }

        public static bool Offers(Sheet sheet, string action)
        {
            return Find(sheet, action, null, null).HasValue;
        }

        public static int Count(Sheet sheet, string action)
        {
            sheet.Paint();
            int count = 0;
            foreach (SheetTarget target in sheet.Targets)
            {
                count += target.Press.Action == action ? 1 : 0;
            }
            return count;
        }

        private static SheetTarget? Find(Sheet sheet, string action, int? index, string text)
        {
            sheet.Paint();
            foreach (SheetTarget target in sheet.Targets)
            {
                SheetPress press = target.Press;
                bool right = press.Action == action && (text == null || press.Text == text);
                if (right && (index == null || press.Index == index))
                {
                    return target;
                }
            }
            return null;
        }
    }
}
