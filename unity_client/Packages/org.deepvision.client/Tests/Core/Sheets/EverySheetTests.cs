using System;
using System.Collections.Generic;
using DeepVision.Painting;
using DeepVision.Sheets;
using NUnit.Framework;

namespace DeepVision.Tests.Sheets
{
    /// <summary>What holds for every sheet, whatever is on it.</summary>
    public sealed class EverySheetTests
    {
        /// <summary>From the sheet's edge to any text or target that is not the whole sheet.</summary>
        private const float LeastMargin = 12;

        [Test]
        public void TextLiesInside()
        {
            ForEach((name, sheet) =>
            {
                Area inside = sheet.Pixels.Bounds.Inset(LeastMargin);
                foreach (Area line in sheet.Lines)
                {
                    Assert.That(inside.Contains(line), $"{name}: {line} of {inside}");
                }
            });
        }

        [Test]
        public void LinesOfTextNeverCross()
        {
            ForEach((name, sheet) =>
            {
                for (int i = 0; i < sheet.Lines.Count; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        Area common = sheet.Lines[i].Intersection(sheet.Lines[j]);
                        Assert.That(
                            common.Width * common.Height,
                            Is.LessThan(0.5f),
                            $"{name}: {sheet.Lines[i]} over {sheet.Lines[j]}");
                    }
                }
            });
        }

        [Test]
        public void TextStaysWithinItsButton()
        {
            ForEach((name, sheet) =>
            {
                foreach (SheetTarget target in sheet.Targets)
                {
                    foreach (Area line in sheet.Lines)
                    {
                        Area common = target.Area.Intersection(line);
                        bool apart = common.Width < 0.5f || common.Height < 0.5f;
                        Assert.That(apart || target.Area.Contains(line), $"{name}: {line} of {target.Area}");
                    }
                }
            });
        }

        [Test]
        public void TargetsAreAtLeastThreeDegreesAndApart()
        {
            ForEach((name, sheet) =>
            {
                float degree = Theme.MetresPerDegree * sheet.Distance / sheet.MetresPerPixel;
                Assert.That(degree, Is.EqualTo(Theme.PixelsPerDegree).Within(0.01));
                for (int i = 0; i < sheet.Targets.Count; i++)
                {
                    Area area = sheet.Targets[i].Area;
                    Assert.That(sheet.Pixels.Bounds.Contains(area), $"{name}: {area}");
                    Assert.That(area.Width, Is.GreaterThanOrEqualTo(3 * degree - 0.5f), $"{name}: {area}");
                    Assert.That(area.Height, Is.GreaterThanOrEqualTo(3 * degree - 0.5f), $"{name}: {area}");
                    for (int j = 0; j < i; j++)
                    {
                        Area between = area.Inset(-Theme.NarrowGap + 0.5f).Intersection(sheet.Targets[j].Area);
                        bool apart = between.Width <= 0 || between.Height <= 0;
                        Assert.That(apart, $"{name}: {area} and {sheet.Targets[j].Area}");
                    }
                }
            });
        }

        [Test]
        public void PressingTheMiddleOfATargetGivesItsAction()
        {
            foreach (KeyValuePair<string, Func<Sheet>> example in Examples.All)
            {
                Sheet sheet = example.Value();
                sheet.Paint();
                foreach (SheetTarget target in new List<SheetTarget>(sheet.Targets))
                {
                    SheetPress press = sheet.Press(target.Area.CentreX, target.Area.CentreY);
                    bool answered = press.Action == SheetActions.Answered;
                    Assert.That(answered || press.Equals(target.Press), $"{example.Key}: {press}, not {target.Press}");
                    sheet = answered ? example.Value() : sheet;
                }
                Assert.That(sheet.Press(-1, -1).IsNone, example.Key);
                Assert.That(sheet.Press(sheet.Width + 1, 5).IsNone, example.Key);
            }
        }

        [Test]
        public void PaintsOnlyWhatHasChanged()
        {
            ForEach((name, sheet) =>
            {
                int version = sheet.Version;
                byte[] pixels = sheet.Pixels.Rgba;
                sheet.Paint();
                sheet.Leave();
                sheet.Paint();
                Assert.That(sheet.Version, Is.EqualTo(version), name);
                Assert.That(sheet.Pixels.Rgba, Is.SameAs(pixels), name);
            });
        }

        [Test]
        public void HoveringShowsAndLeavesNoTrace()
        {
            ForEach((name, sheet) =>
            {
                if (sheet.Targets.Count == 0)
                {
                    return;
                }
                byte[] calm = (byte[])sheet.Pixels.Rgba.Clone();
                Area target = sheet.Targets[sheet.Targets.Count - 1].Area;
                sheet.Hover(target.CentreX, target.CentreY);
                sheet.Paint();
                int version = sheet.Version;
                Assert.That(Same(sheet.Pixels.Rgba, calm), Is.False, name);
                sheet.Hover(target.CentreX + 3, target.CentreY + 3);
                sheet.Paint();
                Assert.That(sheet.Version, Is.EqualTo(version), name);
                sheet.Leave();
                sheet.Paint();
                Assert.That(Same(sheet.Pixels.Rgba, calm), name);
            });
        }

        [Test]
        public void WhatIsPaintedInPartsIsWhatIsPaintedAtOnce()
        {
            ForEach((name, sheet) =>
            {
                for (int i = 0; i < Math.Min(6, sheet.Targets.Count); i++)
                {
                    Area target = sheet.Targets[i].Area;
                    sheet.Hover(target.CentreX, target.CentreY);
                    if (i > 2)
                    {
                        sheet.Paint();
                    }
                }
                sheet.Paint();
                if (sheet.Targets.Count > 0)
                {
                    Area target = sheet.Targets[Math.Min(6, sheet.Targets.Count) - 1].Area;
                    Sheet whole = Examples.All[name]();
                    whole.Hover(target.CentreX, target.CentreY);
                    whole.Paint();
                    Assert.That(Same(sheet.Pixels.Rgba, whole.Pixels.Rgba), name);
                }
            });
        }

        [Test]
        public void CornersAreTransparentAndTheRestOpaque()
        {
            ForEach((name, sheet) =>
            {
                byte[] rgba = sheet.Pixels.Rgba;
                Assert.That(rgba[3], Is.EqualTo(0), name);
                Assert.That(rgba[rgba.Length - 1], Is.EqualTo(0), name);
                Assert.That(rgba[(sheet.Height / 2 * sheet.Width + sheet.Width / 2) * 4 + 3], Is.EqualTo(255), name);
            });
        }

        [Test]
        public void NoTextIsUnderHalfADegree()
        {
            foreach (TextStyle style in new[] { Theme.Small, Theme.Label, Theme.Body, Theme.Strong, Theme.Heading })
            {
                Assert.That(style.Capitals / Theme.PixelsPerDegree, Is.GreaterThanOrEqualTo(0.5f));
            }
        }

        private static void ForEach(Action<string, Sheet> check)
        {
            foreach (KeyValuePair<string, Func<Sheet>> example in Examples.All)
            {
                Sheet sheet = example.Value();
                sheet.Paint();
                check(example.Key, sheet);
            }
        }

        private static bool Same(byte[] one, byte[] other)
        {
            for (int i = 0; i < one.Length; i++)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }
            return one.Length == other.Length;
        }
    }
}
