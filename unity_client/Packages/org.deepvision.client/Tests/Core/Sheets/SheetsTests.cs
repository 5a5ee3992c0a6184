using System;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Painting;
using DeepVision.Sheets;
using DeepVision.Space;
using NUnit.Framework;

namespace DeepVision.Tests.Sheets
{
    /// <summary>What is particular to one sheet.</summary>
    public sealed class SheetsTests
    {
        [Test]
        public void TheWristMenuHasItsSize()
        {
            MenuSheet sheet = new MenuSheet(Examples.Atlas);
            Assert.That(sheet.Width * sheet.MetresPerPixel, Is.EqualTo(Sizes.WristMenuWidth).Within(0.001));
            Assert.That(sheet.Height * sheet.MetresPerPixel, Is.EqualTo(Sizes.WristMenuHeight).Within(0.001));
            sheet.Paint();
            float button = sheet.Targets[0].Area.Height * sheet.MetresPerPixel;
            Assert.That(button, Is.EqualTo(Sizes.WristMenuButton).Within(0.0005));
            sheet.Magnification = 1.5f;
            Assert.That(sheet.Width * sheet.MetresPerPixel, Is.EqualTo(1.5 * Sizes.WristMenuWidth).Within(0.001));
        }

        [Test]
        public void TheMenuOffersOnlyWhatCanBeDone()
        {
            MenuSheet sheet = new MenuSheet(Examples.Atlas);
            Assert.That(Pressing.Offers(sheet, SheetActions.Undo), Is.False);
            Assert.That(Pressing.Offers(sheet, SheetActions.PutAllBack), Is.False);
            sheet.SetUndo("move");
            sheet.SetMoved(true);
            Assert.That(Pressing.Press(sheet, SheetActions.Undo).Action, Is.EqualTo(SheetActions.Undo));
            Assert.That(Pressing.Offers(sheet, SheetActions.PutAllBack));
        }

        [Test]
        public void TheListOfLayersTurnsItsPagesAndFollowsTheVisitor()
        {
            LayerListSheet sheet = Examples.Layers(15);
            Assert.That(Pressing.Count(sheet, SheetActions.GoToLayer), Is.EqualTo(7));
            Assert.That(Pressing.Press(sheet, "turn-page", 1).Action, Is.EqualTo(SheetActions.Answered));
            Assert.That(Pressing.Press(sheet, SheetActions.GoToLayer, 7).Index, Is.EqualTo(7));
            sheet.SetCurrent(14);
            Assert.That(Pressing.Count(sheet, SheetActions.GoToLayer), Is.EqualTo(1));
            sheet.SetLayers(new[] { new LayerRow("input", "3", null) });
            Assert.That(Pressing.Press(sheet, SheetActions.GoToLayer).Index, Is.EqualTo(0));
        }

        [Test]
        public void ALayerIsVisualizedAndStopped()
        {
            LayerSheet sheet = Examples.Layer(new Shape(64, 75, 88));
            Assert.That(Pressing.Offers(sheet, SheetActions.VisualizeStrongest));
            Assert.That(Pressing.Offers(sheet, SheetActions.VisualizeAll));
            foreach (string state in new[] { "queued", "running" })
            {
                sheet.SetJob(Examples.Job(state, 3, 20));
                Assert.That(Pressing.Offers(sheet, SheetActions.StopVisualizing), state);
                Assert.That(Pressing.Offers(sheet, SheetActions.VisualizeAll), Is.False, state);
            }
            foreach (string state in new[] { "done", "failed", "cancelled" })
            {
                sheet.SetJob(Examples.Job(state, 3, null));
                Assert.That(Pressing.Offers(sheet, SheetActions.StopVisualizing), Is.False, state);
                Assert.That(Pressing.Offers(sheet, SheetActions.VisualizeAll), state);
            }
            LayerSheet small = Examples.Layer(new Shape(16, 5, 5));
            Assert.That(Pressing.Offers(small, SheetActions.VisualizeStrongest), Is.False, "sixteen are all");
        }

        [Test]
        public void TilesShowTheirPicturesWhenThereAreSome()
        {
            LayerSheet sheet = Examples.Layer(new Shape(64, 75, 88));
            Assert.That(Pressing.Offers(sheet, SheetActions.ShowPictures), Is.False);
            sheet.SetPictures(true, false);
            Assert.That(Pressing.Offers(sheet, SheetActions.ShowPictures));
            sheet.SetPictures(true, true);
            Assert.That(Pressing.Offers(sheet, SheetActions.ShowActivations));
        }

        [Test]
        public void AHugeLayerHasPages()
        {
            LayerSheet sheet = Examples.Layer(new Shape(5000, 1, 1));
            Assert.That(Pressing.Offers(sheet, SheetActions.FurtherChannels), Is.False);
            sheet.SetPage(0, 4096);
            Assert.That(Pressing.Offers(sheet, SheetActions.FurtherChannels));
            Assert.That(Pressing.Offers(sheet, SheetActions.EarlierChannels), Is.False);
            sheet.SetPage(4096, 5000);
            Assert.That(Pressing.Offers(sheet, SheetActions.FurtherChannels), Is.False);
            Assert.That(Pressing.Offers(sheet, SheetActions.EarlierChannels));
        }

        [Test]
        public void AnotherLayerForgetsWhatWasKnown()
        {
            LayerSheet sheet = Examples.Layer(new Shape(64, 75, 88));
            sheet.SetJob(Examples.Job("running", 3, 20));
            sheet.SetMoved(true);
            sheet.SetLayer(new Node("b", "b", "layer", new Shape(8, 1, 1), 0, null, null), null);
            Assert.That(Pressing.Offers(sheet, SheetActions.StopVisualizing), Is.False);
            Assert.That(Pressing.Offers(sheet, SheetActions.PutBack), Is.False);
        }

        [Test]
        public void TheShelfTurnsWhereThereIsMore()
        {
            DatasetSheet sheet = new DatasetSheet(Examples.Atlas);
            sheet.SetDatasets(new[] { Set("a"), Set("b") }, 0);
            sheet.SetPage(0, 20, 45);
            Assert.That(Pressing.Offers(sheet, SheetActions.EarlierPictures), Is.False);
            Assert.That(Pressing.Offers(sheet, SheetActions.FurtherPictures));
            sheet.SetPage(40, 5, 45);
            Assert.That(Pressing.Offers(sheet, SheetActions.FurtherPictures), Is.False);
            SheetPress press = Pressing.Press(sheet, SheetActions.Dataset, 1);
            Assert.That(press.Text, Is.EqualTo("b"));
            Assert.That(Pressing.Offers(sheet, SheetActions.Noise));
        }

        [Test]
        public void TheShelfsBoardChoosesFrequencies()
        {
            DatasetSheet sheet = new DatasetSheet(Examples.Atlas);
            Assert.That(Pressing.Offers(sheet, SheetActions.FinerCutoff), Is.False, "everything is kept");
            Assert.That(Pressing.Press(sheet, SheetActions.Frequencies, 2).Index, Is.EqualTo(2));
            sheet.SetFrequencies(2, "1 wave", false, true);
            Assert.That(Pressing.Offers(sheet, SheetActions.CoarserCutoff), Is.False);
            Assert.That(Pressing.Offers(sheet, SheetActions.FinerCutoff));
        }

        [Test]
        public void TheShelfsBoardIsAsWideAsTheShelf()
        {
            DatasetSheet sheet = new DatasetSheet(Examples.Atlas);
            Assert.That(sheet.Width * sheet.MetresPerPixel, Is.EqualTo(5 * 0.19 + 4 * 0.02).Within(0.002));
        }

        [Test]
        public void ASettingGoesToItsNeighboursAndASwitchToTheOther()
        {
            SettingsSheet sheet = Examples.Settings();
            Assert.That(Pressing.Press(sheet, SheetActions.Setting, 0, "turn").Text, Is.EqualTo("turn"));
            Assert.That(Pressing.Press(sheet, SheetActions.Setting, 2, "turn").Index, Is.EqualTo(2));
            Assert.That(Pressing.Press(sheet, SheetActions.Setting, null, "seated").Index, Is.EqualTo(1));
            Assert.That(Pressing.Press(sheet, SheetActions.Setting, null, "odd").Index, Is.EqualTo(0));
            Pressing.Press(sheet, "turn-page", 1);
            Assert.That(Pressing.Press(sheet, SheetActions.Setting, null, "more4").Index, Is.EqualTo(0));
        }

        [Test]
        public void AnAddressIsTyped()
        {
            AddressSheet sheet = new AddressSheet(Examples.Atlas);
            Assert.That(Pressing.Offers(sheet, SheetActions.Connect), Is.False);
            Assert.That(sheet.Enter().IsNone);
            foreach (string key in new[] { "a", ":", "5" })
            {
                Assert.That(Pressing.Press(sheet, "key", null, key).Action, Is.EqualTo(SheetActions.Answered));
            }
            Pressing.Press(sheet, "key-shift");
            Pressing.Press(sheet, "key", null, "Q");
            Pressing.Press(sheet, "key", null, "q");
            Assert.That(sheet.Address, Is.EqualTo("a:5Qq"));
            Pressing.Press(sheet, "key-delete");
            Assert.That(Pressing.Press(sheet, SheetActions.Connect).Text, Is.EqualTo("a:5Q"));
            Pressing.Press(sheet, "key-clear");
            Assert.That(sheet.Address, Is.EqualTo(""));
        }

        [Test]
        public void ARealKeyboardTypesToo()
        {
            AddressSheet sheet = new AddressSheet(Examples.Atlas);
            sheet.Type(" localhost:5570\r\n\b");
            Assert.That(sheet.Enter(), Is.EqualTo(new SheetPress(SheetActions.Connect, 0, "localhost:5570")));
            sheet.DeleteLast();
            Assert.That(sheet.Address, Is.EqualTo(" localhost:557"));
            sheet.Type(new string('x', 1000));
            Assert.That(sheet.Address.Length, Is.EqualTo(300));
        }

        [Test]
        public void ARecentAddressConnectsWithItsSecret()
        {
            AddressSheet sheet = new AddressSheet(Examples.Atlas);
            sheet.SetRecent(new[] { "lab:5570/?token=abc" });
            Assert.That(Pressing.Press(sheet, SheetActions.Connect).Text, Is.EqualTo("lab:5570/?token=abc"));
        }

        [TestCase(ConnectionKind.Connecting, false)]
        [TestCase(ConnectionKind.Unreachable, true)]
        [TestCase(ConnectionKind.WrongVersion, true)]
        [TestCase(ConnectionKind.ServerError, true)]
        [TestCase(ConnectionKind.Lost, true)]
        public void EveryStateOfTheConnectionCanBeLeft(ConnectionKind kind, bool retry)
        {
            ConnectionSheet sheet = new ConnectionSheet(Examples.Atlas);
            sheet.Set(kind, "localhost", null);
            Assert.That(Pressing.Offers(sheet, SheetActions.Retry), Is.EqualTo(retry));
            Assert.That(Pressing.Offers(sheet, SheetActions.ChangeAddress));
            Assert.That(Pressing.Offers(sheet, SheetActions.Recorded));
            int version = sheet.Version;
            sheet.Set(kind, "localhost", "");
            sheet.Paint();
            Assert.That(sheet.Version, Is.EqualTo(version), "nothing has changed");
        }

        [Test]
        public void TheHologramShowsTheColoursOfItsValues()
        {
            HologramSheet sheet = new HologramSheet(Examples.Atlas);
            sheet.SetTile("fc", new MapSize(1, 2), new[] { -2f, 1f }, true);
            sheet.Paint();
            Assert.That(At(sheet, 100, 300), Is.EqualTo(0x0000ff));
            Assert.That(At(sheet, 700, 300), Is.EqualTo(0x808080));
            sheet.SetScale(4);
            sheet.Paint();
            Assert.That(At(sheet, 100, 300), Is.EqualTo(0x000080));
            sheet.SetColormap(ColormapKind.OrangeBlackCyan);
            sheet.Paint();
            Assert.That(At(sheet, 100, 300), Is.EqualTo(Colormap.Bytes(ColormapKind.OrangeBlackCyan, -0.5f).Value));
        }

        [Test]
        public void TheHologramTellsWhatIsPointedAt()
        {
            HologramSheet sheet = Examples.Hologram(75, 88);
            Assert.That(sheet.Pointed, Is.EqualTo(-1));
            sheet.Hover(24 + 400, 24 + 400);
            Assert.That(sheet.Pointed, Is.EqualTo(37 * 88 + 44));
            int version = sheet.Version;
            sheet.Paint();
            Assert.That(sheet.Version, Is.EqualTo(version + 1));
            sheet.SetView(8, 0, 0);
            sheet.Hover(30, 30);
            Assert.That(sheet.Pointed, Is.EqualTo(0));
            sheet.Leave();
            Assert.That(sheet.Pointed, Is.EqualTo(-1));
        }

        [Test]
        public void FiguresAppearWhereThereIsRoom()
        {
            HologramSheet sheet = Examples.Hologram(75, 88);
            sheet.Paint();
            int without = sheet.Lines.Count;
            sheet.SetView(8, 0.5f, 0.5f);
            sheet.Paint();
            Assert.That(sheet.Lines.Count, Is.GreaterThan(without + 80), "ten by ten and more");
        }

        [Test]
        public void AnotherTileOfTheSameSizeTakesNoMemory()
        {
            HologramSheet sheet = Examples.Hologram(5, 7);
            byte[] pixels = sheet.Pixels.Rgba;
            PixelBuffer picture = new PixelBuffer(5, 7);
            sheet.SetPicture("picture", null, picture);
            sheet.SetTile("tile", new MapSize(5, 7), new float[35], false);
            sheet.Paint();
            Assert.That(sheet.Pixels.Rgba, Is.SameAs(pixels));
            Assert.That(picture.Rgba, Is.EqualTo(new byte[5 * 7 * 4]), "a picture is never painted on");
        }

        [Test]
        public void AWrongNumberOfValuesIsRefused()
        {
            HologramSheet sheet = new HologramSheet(Examples.Atlas);
            Assert.Throws<ArgumentException>(() => sheet.SetTile("t", new MapSize(2, 2), new float[3], true));
        }

        [Test]
        public void AMissingValueIsNotFinite()
        {
            TileFigures figures = new TileFigures(new MapSize(1, 4), new[] { float.NaN, -2, 0, 1 }, false);
            Assert.That(figures.Min, Is.EqualTo(-2));
            Assert.That(figures.Extent, Is.EqualTo(2));
            Assert.That(figures.Mean, Is.EqualTo(-1 / 3.0).Within(1e-6));
            Assert.That(
                figures.Summary, Is.EqualTo("1 × 4 · −2 … 1 · mean −0.333 · 25 % zeros · 1 not finite · rounded"));
            Assert.That(new TileFigures(new MapSize(1, 1), new[] { float.NaN }, true).Extent, Is.EqualTo(1));
        }

        private static DatasetSummary Set(string id)
        {
            return new DatasetSummary(id, "Name of " + id, 45, new[] { "one" });
        }

        private static int At(Sheet sheet, int x, int y)
        {
            int at = (y * sheet.Width + x) * 4;
            byte[] rgba = sheet.Pixels.Rgba;
            return rgba[at] << 16 | rgba[at + 1] << 8 | rgba[at + 2];
        }
    }
}
