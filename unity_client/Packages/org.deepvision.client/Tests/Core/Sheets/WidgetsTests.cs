using System.Collections.Generic;
using DeepVision.Painting;
using DeepVision.Sheets;
using NUnit.Framework;

namespace DeepVision.Tests.Sheets
{
    public sealed class WidgetsTests
    {
        [Test]
        public void TextBreaksAtSpaces()
        {
            float widest = Examples.Atlas.Measure("one two");
            IReadOnlyList<string> lines = Wrapping.Lines("one two three", widest, 5, Examples.Atlas);
            Assert.That(lines, Is.EqualTo(new[] { "one two", "three" }));
        }

        [Test]
        public void ALongWordBreaksAtTheEndOfTheLine()
        {
            float widest = Examples.Atlas.Measure("aaaa") + 0.1f;
            IReadOnlyList<string> lines = Wrapping.Lines("aaaaaaaaaa", widest, 5, Examples.Atlas);
            Assert.That(lines, Is.EqualTo(new[] { "aaaa", "aaaa", "aa" }));
        }

        [Test]
        public void WhatDoesNotFitStaysInTheLastLine()
        {
            float widest = Examples.Atlas.Measure("one two");
            Assert.That(
                Wrapping.Lines("one two three four five six", widest, 2, Examples.Atlas),
                Is.EqualTo(new[] { "one two", "three four five six" }));
            Assert.That(Wrapping.Lines("a\nb\nc", widest, 2, Examples.Atlas), Is.EqualTo(new[] { "a", "b…" }));
            Assert.That(Wrapping.Lines("a\nb", widest, 2, Examples.Atlas), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(Wrapping.Lines("", widest, 2, Examples.Atlas), Is.EqualTo(new[] { "" }));
        }

        [Test]
        public void EvenTheNarrowestLineHasACharacter()
        {
            Assert.That(Wrapping.Lines("abc", 0.01f, 9, Examples.Atlas), Is.EqualTo(new[] { "a", "b", "c" }));
        }

        [Test]
        public void AListKeepsToItsPages()
        {
            ListView list = new ListView(4);
            list.SetCount(10);
            Assert.That(list.Pages, Is.EqualTo(3));
            list.Show(9);
            Assert.That(list.First, Is.EqualTo(8));
            Assert.That(list.End, Is.EqualTo(10));
            list.Show(99);
            Assert.That(list.Page, Is.EqualTo(2));
            list.SetCount(3);
            Assert.That(list.First, Is.EqualTo(0));
            list.SetCount(0);
            Assert.That(list.Pages, Is.EqualTo(1));
            Assert.That(list.End, Is.EqualTo(0));
        }

        [TestCase(0.2, "under 1 s")]
        [TestCase(38, "about 38 s")]
        [TestCase(119, "about 2 min")]
        [TestCase(540, "about 9 min")]
        [TestCase(7000, "about 2 h")]
        public void DurationsAreRounded(double seconds, string text)
        {
            Assert.That(JobText.Duration(seconds), Is.EqualTo(text));
        }

        [Test]
        public void AJobSaysHowFarItIs()
        {
            Assert.That(JobText.Of(Examples.Job("queued", 0, null)), Is.EqualTo("Waits: 2 before it"));
            Assert.That(JobText.Of(Examples.Job("running", 11, 38)), Is.EqualTo("11 of 16 · about 38 s left"));
            Assert.That(JobText.Of(Examples.Job("running", 0, null)), Is.EqualTo("0 of 16"));
            Assert.That(JobText.Of(Examples.Job("done", 16, null)), Is.EqualTo("16 pictures are made"));
            Assert.That(JobText.Of(Examples.Job("cancelled", 4, null)), Is.EqualTo("Stopped: 4 of 16 are kept"));
            Assert.That(JobText.Of(Examples.Job("failed", 4, null, "No memory")), Is.EqualTo("No memory"));
        }

        [Test]
        public void AProgressBarIsAsLongAsItsShare()
        {
            SheetCanvas canvas = new SheetCanvas(Examples.Atlas, 120, 40);
            canvas.Begin(canvas.Pixels.Bounds);
            ProgressBar.Paint(canvas, new Area(10, 10, 100, 10), 0.4, Theme.Accent);
            Assert.That(At(canvas, 45, 15), Is.EqualTo(Theme.Accent.Value));
            Assert.That(At(canvas, 55, 15), Is.EqualTo(Theme.Track.Value));
            ProgressBar.Paint(canvas, new Area(10, 10, 100, 10), double.NaN, Theme.Accent);
            ProgressBar.Paint(canvas, new Area(10, 10, 100, 10), 7, Theme.Accent);
            Assert.That(At(canvas, 112, 15), Is.EqualTo(Theme.Sheet.Value));
        }

        [Test]
        public void ALongLineIsFittedIntoItsWidth()
        {
            SheetCanvas canvas = new SheetCanvas(Examples.Atlas, 400, 60);
            canvas.Begin(canvas.Pixels.Bounds);
            float width = canvas.Line(Examples.Long, 20, 30, Theme.Body, Theme.Text, widest: 200);
            Assert.That(width, Is.LessThanOrEqualTo(200).And.GreaterThan(170));
        }

        private static int At(SheetCanvas canvas, int x, int y)
        {
            int at = (y * canvas.Pixels.Width + x) * 4;
            byte[] rgba = canvas.Pixels.Rgba;
            return rgba[at] << 16 | rgba[at + 1] << 8 | rgba[at + 2];
        }
    }
}
