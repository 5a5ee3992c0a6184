namespace DeepVision.Tests.Painting
{
    /// <summary>
    /// PNG files in base64, written by Pillow, or by hand and read by Pillow. Pictures are 9×7 with red 37x + 11y,
    /// green 5x + 83y + 20, blue 3x² + 29y (all modulo 256) and alpha 255 − 20x − 9y; grey ones have the red values.
    /// </summary>
    internal static class PngFiles
    {
        /// <summary>Rows with the filters 1, 2, 3, 4, 0, 4, 3; decoded by Pillow too.</summary>
        public const string GreyAllFilters =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAAAAAD/8Di8AAAAKElEQVR42mNkUIUCJm4YYBaUAIMZEixwMQadwLLZB55y"
            + "6YcgxJjVocokABPa+VfMCgAAAAJJREFUCNulIzzuAAAAAElFTkSuQmCC";

        public const string GreyByPillow =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAAAAAD/8Di8AAAAEklEQVR42mNkUIUCJm4YIJ0FAJJgA4h58h9LAAAAAElF"
            + "TkSuQmCC";

        public const string ColoursAllFilters =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAABV+fA3AAAAKElEQVR42mNkEGFQZWVWZeVUZeVXZRVVZZVWZVVUZVVX"
            + "ZdVl4g6WxYWYBdt19ET59gAAAG9JREFUJHQEJHSEJXTEJHQkJXRkJHTkZ+goSeiosoCUsDJzs3Jys/Jzs4pys0pzs8pC"
            + "EINOQklganlZVsPs/P4DJUueVu7nqnug38we0mGCTx+z+to0iTUCEmuEJdaISayRlFgjM2ONvMQaJYk1qgDxcCL1wD68"
            + "cgAAAABJRU5ErkJggg==";

        public const string ColoursByPillow =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAABV+fA3AAAARklEQVR42q3NIQ7AIBQEURo6gqz4pijyRcUGxWm4/10q"
            + "eoOmybgn5ihXMdU0E6abYW4zzTq1U1TRRIguhsi3f82kvv2myAfNmAwgrJOMCwAAAABJRU5ErkJggg==";

        public const string WithAlphaAllFilters =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAYAAADam2dgAAAAKElEQVR42mNkEGH4r8rK/EaVlROI+YFYFIilgVgRiNWB"
            + "WPcNE3ew7HdCmFmwUfr7tgAAAH5JREFUXadIQkfgk4SOMBCLAbEkEMsAsfynGTpKQFr1EwtYNSszEHMCMT8QiwKxNBDL"
            + "wjGDTkLJ7cDU8uNlWQ2bZ+f3zz9QsqT7aeX+cq66B8n6zez+IR0m1kSZxKy+Ni1BYg3QTWuAbloDdNMaoJvWyHyasUYe"
            + "SAPdtEb1EwDQUlo2kMEoGAAAAABJRU5ErkJggg==";

        public const string WithAlphaByPillow =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAYAAADam2dgAAAAU0lEQVR42r3NoQ2AUBAEUQiMICswoMgXiA2Kaui/g/Mr"
            + "wVEBQYx7yfTd0t1mKDOVmcusZbYye5mjzFmjrhYxREwRc8QasUW0t5+QaRHnJ7sjouUBfENImQQUfhoAAAAASUVORK5C"
            + "YII=";

        public const string Palette =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAQMAAACTPww9AAAAA1BMVEUAAACnej3aAAAAC0lEQVR4nGNggAAAAAgAAbdY"
            + "c5UAAAAASUVORK5CYII=";

        public const string SixteenBits =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEEAAAAADcCh3hAAAAC0lEQVR4nGNgIAwAACQAAbZm3wQAAAAASUVORK5CYII=";

        public const string Interlaced =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAAEi/sChAAAAKElEQVR42gHEADv/AAAUACUZA0oeDG8jG5QoMLktS94y"
            + "bAM3kyg8wAALZx0wEe+G1gAAAKdJREFUbCBVcSl6djife03EgGjphYkOirAzj90AFro6O789YMRGhclVqs5qz9OF9Nim"
            + "Gd3NPuL6ACENV0YSWmsXY5AccrUhh9omov8rwyQw6kk1FwAsYHRRZXd2aoCbb4/AdKTleb8KfuAvgwdUiDQAN7ORXLiU"
            + "gb2dpsKsy8fB8MzcFdH9OtYkX9tRAEIGrmcLsYwQurEVydYa3vsf+SAkGkUpQWoubrATU9BvtjftAAAAAElFTkSuQmCC";

        /// <summary>Says 65536×65536.</summary>
        public const string Huge =
            "iVBORw0KGgoAAAANSUhEUgABAAAAAQAACAIAAADj5qe0AAAAKElEQVR42gHEADv/AAAUACUZA0oeDG8jG5QoMLktS94y"
            + "bAM3kyg8wAALZx0wEe+G1gAAAKdJREFUbCBVcSl6djife03EgGjphYkOirAzj90AFro6O789YMRGhclVqs5qz9OF9Nim"
            + "Gd3NPuL6ACENV0YSWmsXY5AccrUhh9omov8rwyQw6kk1FwAsYHRRZXd2aoCbb4/AdKTleb8KfuAvgwdUiDQAN7ORXLiU"
            + "gb2dpsKsy8fB8MzcFdH9OtYkX9tRAEIGrmcLsYwQurEVydYa3vsf+SAkGkUpQWoubrATU9BvtjftAAAAAElFTkSuQmCC";

        /// <summary>Says 8000×8000 and has 63 pixels.</summary>
        public const string Unfounded =
            "iVBORw0KGgoAAAANSUhEUgAAH0AAAB9ACAIAAACJkzqjAAAAKElEQVR42gHEADv/AAAUACUZA0oeDG8jG5QoMLktS94y"
            + "bAM3kyg8wAALZx0wEe+G1gAAAKdJREFUbCBVcSl6djife03EgGjphYkOirAzj90AFro6O789YMRGhclVqs5qz9OF9Nim"
            + "Gd3NPuL6ACENV0YSWmsXY5AccrUhh9omov8rwyQw6kk1FwAsYHRRZXd2aoCbb4/AdKTleb8KfuAvgwdUiDQAN7ORXLiU"
            + "gb2dpsKsy8fB8MzcFdH9OtYkX9tRAEIGrmcLsYwQurEVydYa3vsf+SAkGkUpQWoubrATU9BvtjftAAAAAElFTkSuQmCC";

        /// <summary>Says 9×6 and has 9×7.</summary>
        public const string TooManyPixels =
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAIAAACepSOSAAAAKElEQVR42gHEADv/AAAUACUZA0oeDG8jG5QoMLktS94y"
            + "bAM3kyg8wAALZx0wEe+G1gAAAKdJREFUbCBVcSl6djife03EgGjphYkOirAzj90AFro6O789YMRGhclVqs5qz9OF9Nim"
            + "Gd3NPuL6ACENV0YSWmsXY5AccrUhh9omov8rwyQw6kk1FwAsYHRRZXd2aoCbb4/AdKTleb8KfuAvgwdUiDQAN7ORXLiU"
            + "gb2dpsKsy8fB8MzcFdH9OtYkX9tRAEIGrmcLsYwQurEVydYa3vsf+SAkGkUpQWoubrATU9BvtjftAAAAAElFTkSuQmCC";

        public const string UnknownFilter =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNlZAIAABYACV38WLYAAAAASUVORK5CYII=";

        public const string UnknownPart =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAAE5FRUTQYYHwAAAAC0lEQVR4nGNgZAIAAAcABHZJ4ygA"
            + "AAAASUVORK5CYII=";
    }
}
