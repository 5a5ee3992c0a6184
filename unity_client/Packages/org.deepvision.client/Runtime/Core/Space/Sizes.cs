using System;
using System.Numerics;

namespace DeepVision.Space
{
    /// <summary>
    /// Sizes of the hall in metres, angles in radians, speeds in metres per second; the browser client's hall/sizes.ts
    /// and the server's layout/sizes.py are the other halves.
    /// </summary>
    public static class Sizes
    {
        public const float Degree = (float)(Math.PI / 180);

        // The eye and where it stands.
        public const float EyeHeight = 1.6f;
        public const float CrouchHeight = 1.0f;

        /// <summary>Vertical, of a desktop's view.</summary>
        public const float FieldOfView = 60 * Degree;

        public const float StationDistance = 2.5f;

        /// <summary>
        /// Where the view is too small to read a panel at the station, one stands back up to here: the panel before is
        /// at 4 m.
        /// </summary>
        public const float FarthestStation = 3.5f;
        public const float NearStationDistance = 1.0f;

        /// <summary>Where a visitor begins, looking along -z.</summary>
        public static readonly Vector3 Start = new Vector3(0, EyeHeight, 2.2f);

        /// <summary>The shelf is seen from the entrance unless one had to begin further back than this.</summary>
        public const float FarthestStart = 3;

        // Moving at a desktop.
        public const float WalkSpeed = 3;
        public const float RunSpeed = 8;
        public const float TurnStep = 45 * Degree;
        public const float GlideSeconds = 0.35f;
        public const float LongestGlide = 8;
        public const float DescentSeconds = 2;

        // Moving in a headset.
        public const float HeadsetWalkSpeed = 1.4f;

        /// <summary>Full angle that stays clear while one walks in a headset.</summary>
        public const float VignetteAngle = 60 * Degree;
        public const float SnapTurn = 45 * Degree;
        public const float SnapTurnAt = 0.7f;
        public const float SnapTurnArmedBelow = 0.4f;
        public const float SnapTurnRepeat = 0.3f;
        public const float TeleportSpeed = 10;
        public const float Gravity = 9.81f;

        /// <summary>Within this of a station a teleport snaps to it.</summary>
        public const float StationSnap = 0.8f;
        public const float BlinkOutSeconds = 0.08f;
        public const float BlinkInSeconds = 0.12f;

        /// <summary>A head that stays lower than this for SeatedAfter seconds is offered the seated mode.</summary>
        public const float SeatedBelow = 1.35f;
        public const float SeatedAfter = 2;

        // The view from outside.
        public const float OutsideYaw = 35 * Degree;
        public const float OutsidePitch = 30 * Degree;

        /// <summary>A long hall is looked along rather than down on: its panels would be specks.</summary>
        public const float OutsideLongYaw = 40 * Degree;
        public const float OutsideLongPitch = 24 * Degree;
        public const float LongHall = 60;
        public const float OutsideMargin = 0.14f;

        public const float BetweenNetworks = 4;

        // Ribbons along the edges, and their labels.
        public const float RibbonWidth = 0.1f;
        public const float SkipWidth = 0.06f;
        public const float RibbonHeight = 0.12f;
        public const float ArrowEvery = 2;
        public const float EdgeLabelCapitals = 0.04f;
        public const float EdgeLabelLean = 45 * Degree;
        public const float EdgeLabelHeight = 0.13f;

        // The plate under a panel.
        public const float PlateBottom = 0.05f;
        public const float PlateTop = 0.28f;
        public const float PlateLean = 30 * Degree;
        public const float PlateName = 0.05f;
        public const float PlateFacts = 0.035f;
        public const float NarrowestPlate = 1.3f;

        // The gate of a section.
        public const float GateHeight = 3;
        public const float GateCapitals = 0.3f;
        public const float GateBar = 0.46f;
        public const float GateDepth = 0.08f;
        public const float GatePost = 0.1f;

        /// <summary>Around a section's panels; CarpetInset less per level of nesting.</summary>
        public const float CarpetMargin = 0.6f;
        public const float CarpetInset = 0.15f;

        /// <summary>How far a carpet reaches behind the last panel.</summary>
        public const float CarpetBehind = 1.2f;
        public const float CarpetHeight = 0.004f;

        // The input canvas.
        public const float CanvasHeight = 1.35f;
        public const float CanvasLongerSide = 1.2f;
        public const float CanvasFrame = 0.03f;

        // The results above it.
        public const float ResultsBottom = 2.05f;
        public const float ResultsTop = 2.65f;
        public const float ResultsWidth = 1.6f;
        public const float ResultsLean = -10 * Degree;
        public const float ResultsFirst = 0.055f;
        public const float ResultsOther = 0.038f;
        public const int ResultsLines = 5;

        // The class board behind the last layer.
        public const float ClassesBehind = 2.2f;
        public const float ClassesWidth = 2.6f;
        public const float ClassesBottom = 0.5f;
        public const float ClassesHighest = 3.8f;
        public const float ClassesHeading = 0.42f;
        public const float ClassesRow = 0.13f;
        public const float ClassesCapitals = 0.06f;
        public const int ClassesLines = 10;

        // The picture shelf.
        public static readonly Vector3 ShelfPosition = new Vector3(-1.7f, 1.35f, 0.5f);
        public const float ShelfYaw = 45 * Degree;
        public const int ShelfColumns = 5;
        public const int ShelfRows = 4;
        public const int ShelfPlaces = ShelfColumns * ShelfRows;
        public const float ShelfPicture = 0.19f;
        public const float ShelfGap = 0.02f;

        /// <summary>How far before one a shelf that was called stands.</summary>
        public const float CalledShelfDistance = 1.2f;

        /// <summary>Side of a thumbnail in the shelf's atlas of 5 × 4, in pixels.</summary>
        public const int Thumbnail = 96;

        // Rulers beside a panel.
        public const float RulerCapitals = 0.022f;
        public const int RulerEvery = 8;

        /// <summary>Metres from the eye at which a panel or canvas is gone, and still opaque.</summary>
        public const float FadedOut = 0.25f;
        public const float FadeBegins = 0.5f;

        // A panel that the visitor has moved or scaled.
        public const float SmallestScale = 0.25f;
        public const float LargestScale = 4;

        /// <summary>Room for the plate: no panel's lower edge is moved below this.</summary>
        public const float LowestEdge = 0.3f;

        // The tool's hologram.
        public const float Hologram = 0.35f;
        public const float HologramAboveTool = 0.25f;
        public const float HologramFromEye = 0.6f;

        /// <summary>From this many pixels per texel on a hologram shows figures.</summary>
        public const float FiguresFrom = 40;

        // The menu on the wrist of the other hand.
        public const float WristMenuWidth = 0.2f;
        public const float WristMenuHeight = 0.15f;
        public const float WristMenuButton = 0.035f;
        public const float WristMenuCapitals = 0.008f;
    }
}
