namespace DeepVision.Sheets
{
    /// <summary>Names of everything that a sheet can ask for.</summary>
    public static class SheetActions
    {
        /// <summary>The sheet has answered the press itself, such as by turning its page.</summary>
        public const string Answered = "answered";
        public const string Close = "close";

        // The menu on the wrist.
        public const string Previous = "previous";
        public const string Next = "next";
        public const string Layers = "layers";
        public const string Pictures = "pictures";
        public const string Undo = "undo";
        public const string PutAllBack = "put-all-back";
        public const string Snapshot = "snapshot";
        public const string Settings = "settings";
        public const string Help = "help";

        // The list of layers. Index: the row.
        public const string GoToLayer = "go-to-layer";
        public const string GoToEntrance = "go-to-entrance";
        public const string GoOutside = "go-outside";

        // A layer.
        public const string Order = "order";
        public const string ShowActivations = "show-activations";
        public const string ShowPictures = "show-pictures";
        public const string EarlierChannels = "earlier-channels";
        public const string FurtherChannels = "further-channels";
        public const string VisualizeStrongest = "visualize-strongest";
        public const string VisualizeAll = "visualize-all";
        public const string StopVisualizing = "stop-visualizing";
        public const string Hide = "hide";
        public const string PutBack = "put-back";

        // The pictures. Index of Dataset: which one.
        public const string Dataset = "dataset";
        public const string EarlierPictures = "earlier-pictures";
        public const string FurtherPictures = "further-pictures";
        public const string Noise = "noise";

        /// <summary>Which frequencies are kept. Index: everything, below the cut-off, above it.</summary>
        public const string Frequencies = "frequencies";
        public const string CoarserCutoff = "coarser-cutoff";
        public const string FinerCutoff = "finer-cutoff";

        // The settings. Setting: Index = the option chosen, Text = the setting's key.
        public const string Setting = "setting";
        public const string ChangeAddress = "change-address";
        public const string Quit = "quit";

        // The connection. Connect: Text = the address.
        public const string Connect = "connect";
        public const string Retry = "retry";
        public const string Recorded = "recorded";

        public const string Dismiss = "dismiss";
    }
}
