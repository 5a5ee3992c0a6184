using System;
using System.Collections.Generic;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tests.Painting;

namespace DeepVision.Tests.Sheets
{
    /// <summary>Every sheet with everyday and with awkward contents.</summary>
    internal static class Examples
    {
        public const string Long = "features.denseblock4.denselayer24.a_submodule_with_a_very_long_name.conv2";
        public const string Wordy = "Expected PNG, JPEG or WebP of at most 20,000,000 bytes, got 31,122,981 bytes. "
            + "Make it smaller and drop it again. " + Long + Long + " and so on, further than any line reaches, over "
            + "and over, until nobody wants to read it, because there is always another word to come after the last";

        public static readonly GlyphAtlas Atlas = ShippedLetters.Read();

        /// <summary>Made anew at each call, so that presses on one do not change another.</summary>
        public static readonly IReadOnlyDictionary<string, Func<Sheet>> All = new Dictionary<string, Func<Sheet>>
        {
            { "menu", () => new MenuSheet(Atlas) },
            { "menu with everything", Menu },
            { "no layers", () => new LayerListSheet(Atlas) },
            { "layers", () => Layers(15) },
            { "five layers", () => Layers(5) },
            { "no layer", () => new LayerSheet(Atlas) },
            { "layer just chosen", () => Layer(new Shape(64, 75, 88)) },
            { "layer with everything", FullLayer },
            { "layer of many channels", HugeLayer },
            { "layer of one channel", () => Layer(new Shape(1, 32, 32)) },
            { "layer being visualized", BusyLayer },
            { "no data sets", () => new DatasetSheet(Atlas) },
            { "one data set", () => Datasets(1) },
            { "two data sets", () => Datasets(2) },
            { "many data sets", () => Datasets(5) },
            { "no settings", () => new SettingsSheet(Atlas) },
            { "settings", Settings },
            { "address", () => new AddressSheet(Atlas) },
            { "address with everything", Address },
            { "connecting", () => Connection(ConnectionKind.Connecting, "") },
            { "unreachable", () => Connection(ConnectionKind.Unreachable, "") },
            { "wrong version", () => Connection(ConnectionKind.WrongVersion, Wordy) },
            { "server error", () => Connection(ConnectionKind.ServerError, "") },
            { "lost", () => Connection(ConnectionKind.Lost, "") },
            { "no help", () => new HelpSheet(Atlas) },
            { "help in a headset", () => Help(HelpTexts.Headset) },
            { "help at a desktop", () => Help(HelpTexts.Desktop) },
            { "nothing held", () => new HologramSheet(Atlas) },
            { "tile held", () => Hologram(75, 88) },
            { "small tile held", () => Hologram(5, 7) },
            { "single value held", () => Hologram(1, 1) },
            { "picture held", Picture },
            { "no message", () => new ToastSheet(Atlas) },
            { "hint", () => Toast("Point at a tile to see its figures", ToastKind.Hint) },
            { "error", () => Toast(Wordy, ToastKind.Error) },
            { "no results", () => new ResultsSheet(Atlas) },
            { "results", () => Results("sunflower", "sunflower", true) },
            { "long results", () => Results(Long, Long + Long, true) },
            { "results of an untrained network", () => Results("flamingo", null, false) },
        };

        public static Histogram Histogram { get; } = new Histogram(
            new[] { -3.21, -1.5, 0, 2.5, 5.87 }, new long[] { 17, 4000, 129000, 30 }, -3.21, 5.87, 0.123, 98000, 3);

        public static LayerSheet Layer(Shape shape)
        {
            LayerSheet sheet = new LayerSheet(Atlas);
            sheet.SetLayer(new Node(Long, "conv2", "tracker", shape, 36928, null, null), null);
            return sheet;
        }

        public static Job Job(string state, int done, double? eta, string message = null)
        {
            return new Job(
                "1", "n", "l", state, done, 16, eta, state == "queued" ? 2 : (int?)null, message, new JobItem[0]);
        }

        public static SettingsSheet Settings()
        {
            SettingsSheet sheet = new SettingsSheet(Atlas);
            List<SettingRow> rows = new List<SettingRow>
            {
                new SettingRow("turn", "Turning", "in steps", new[] { "15°", "30°", "45°" }, 1),
                new SettingRow("seated", "Seated mode", "lifts the eyes", new[] { "off", "on" }, 0, true),
                new SettingRow("map", Long, Wordy, new[] { Long }, 0),
                new SettingRow("odd", "Odd", "not one of its options", new[] { "a", "b" }, -1),
            };
            for (int i = 0; i < 5; i++)
            {
                rows.Add(new SettingRow("more" + i, "More", "of them", new[] { "off", "on" }, 1, true));
            }
            sheet.SetRows(rows);
            sheet.SetServer("http://" + Long + ":5570/");
            return sheet;
        }

        private static Sheet Menu()
        {
            MenuSheet sheet = new MenuSheet(Atlas);
            sheet.SetUndo("switching off a channel");
            sheet.SetMoved(true);
            return sheet;
        }

        public static LayerListSheet Layers(int count)
        {
            LayerListSheet sheet = new LayerListSheet(Atlas);
            List<LayerRow> rows = new List<LayerRow>();
            for (int i = 0; i < count; i++)
            {
                rows.Add(i % 3 == 0 ? new LayerRow("input", "3", null) : new LayerRow(Long, Long, Long));
            }
            sheet.SetLayers(rows);
            sheet.SetCurrent(1);
            return sheet;
        }

        private static Sheet FullLayer()
        {
            LayerSheet sheet = Layer(new Shape(64, 75, 88));
            sheet.SetLayer(new Node(Long, Long, "tracker", new Shape(64, 75, 88), 36928, null, null), Long);
            sheet.SetStatistics(-3.21, 5.87, 3);
            sheet.SetActivations(Histogram);
            sheet.SetWeights(Histogram);
            sheet.SetEstimates("about 2 min", "about 1 h on this computer");
            sheet.SetPictures(true, true);
            sheet.SetOrder("strongest first");
            sheet.SetMoved(true);
            sheet.SetJob(Job("failed", 0, null, Wordy));
            return sheet;
        }

        private static Sheet HugeLayer()
        {
            LayerSheet sheet = Layer(new Shape(16384, 1, 1));
            sheet.SetPage(4096, 8192);
            sheet.SetActivations(null, Wordy);
            sheet.SetWeights(null, "This layer has no weights.");
            return sheet;
        }

        private static Sheet BusyLayer()
        {
            LayerSheet sheet = Layer(new Shape(64, 75, 88));
            sheet.SetJob(Job("running", 11, 38));
            return sheet;
        }

        private static DatasetSheet Datasets(int count)
        {
            DatasetSheet sheet = new DatasetSheet(Atlas);
            List<DatasetSummary> sets = new List<DatasetSummary>();
            for (int i = 0; i < count; i++)
            {
                sets.Add(new DatasetSummary("set" + i, i == 1 ? Long : "Shapes", 1000, new string[4]));
            }
            sheet.SetDatasets(sets, count / 2);
            sheet.SetPage(20, 20, 1000);
            sheet.SetFrequencies(2, "9999.999 waves", true, true);
            return sheet;
        }

        private static Sheet Address()
        {
            AddressSheet sheet = new AddressSheet(Atlas);
            sheet.SetAddress("http://" + Long + ":5570/?token=" + Long);
            sheet.SetRecent(new[] { "192.168.0.20:5570", Long, "third" });
            sheet.SetProblem(Wordy);
            return sheet;
        }

        private static Sheet Connection(ConnectionKind kind, string detail)
        {
            ConnectionSheet sheet = new ConnectionSheet(Atlas);
            sheet.Set(kind, "http://" + Long + ":5570/", detail);
            return sheet;
        }

        private static Sheet Help(IReadOnlyList<HelpRow> rows)
        {
            HelpSheet sheet = new HelpSheet(Atlas);
            sheet.SetRows(rows, "Controllers");
            return sheet;
        }

        public static HologramSheet Hologram(int height, int width)
        {
            HologramSheet sheet = new HologramSheet(Atlas);
            float[] values = new float[height * width];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (i % 7 - 3) * 0.25f;
            }
            sheet.SetTile(Long + " · channel 31", new MapSize(height, width), values, true);
            return sheet;
        }

        private static Sheet Picture()
        {
            HologramSheet sheet = new HologramSheet(Atlas);
            PixelBuffer picture = new PixelBuffer(30, 20);
            picture.Fill(new Rgb(0x808000));
            sheet.SetPicture(Long, "shapes · 17", picture);
            return sheet;
        }

        private static Sheet Toast(string text, ToastKind kind)
        {
            ToastSheet sheet = new ToastSheet(Atlas);
            sheet.Set(text, kind);
            return sheet;
        }

        private static Sheet Results(string best, string truth, bool trained)
        {
            ResultsSheet sheet = new ResultsSheet(Atlas);
            Prediction[] predictions = { new Prediction(0, best, 5.1, 0.973) };
            sheet.Set(new Run("run", "network", "image", predictions, truth, null), trained);
            return sheet;
        }
    }
}
