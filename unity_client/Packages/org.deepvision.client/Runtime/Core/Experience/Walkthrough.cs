using System;
using System.Collections.Generic;
using System.Numerics;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Painting;
using DeepVision.Preferences;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;
using DeepVision.Tiles;
using DeepVision.Tools;

namespace DeepVision.Experience
{
    /// <summary>
    /// The whole walk without an engine: whoever draws it reads the hands, lets a frame pass, and shows what is here.
    /// Used from one thread. Whatever goes wrong is said on a sheet; the hall goes on.
    /// </summary>
    public sealed class Walkthrough : IDisposable
    {
        /// <summary>Metres of the tool's ray where it meets nothing.</summary>
        private const float LongestRay = 12;

        /// <summary>Metres below the eye that a message appears in a headset: not before what one looks at.</summary>
        private const float MessageBelow = 0.55f;
        private readonly WalkthroughOptions options;
        private readonly SheetRack rack = new SheetRack();
        private readonly HandTool tool = new HandTool();
        private readonly HeadsetComfort comfort = new HeadsetComfort();
        private readonly DesktopMover desktop;
        private readonly HeadsetMover headset;
        private readonly IMover mover;
        private readonly ServerVisit visit;
        private readonly Guide guide;
        private readonly Dialogs dialogs;
        private readonly Messages messages;
        private readonly Hints hints;
        private readonly SeatOffer seat;
        private readonly SheetCommands commands;
        private readonly PlacedSheet toast;
        private readonly PlacedSheet results;
        private readonly ResultsSheet resultsSheet;
        private int seenMessage;
        private bool hasResults;

        public Walkthrough(WalkthroughOptions options)
        {
            this.options = options;
            string damaged;
            Preferences = UserPreferences.Read(options.Preferences, out damaged);
            Preferences.Changed += Apply;
            Pose start = new Pose(Sizes.Start, 0, 0);
            desktop = options.Headset ? null : new DesktopMover(start, Preferences.ReducedMotion.Value);
            headset = options.Headset ? new HeadsetMover(start, comfort) : null;
            mover = options.Headset ? (IMover)headset : desktop;
            dialogs = new Dialogs(rack, options.Letters, options.Headset);
            resultsSheet = new ResultsSheet(options.Letters);
            results = rack.Add(resultsSheet, options.Headset ? SheetAnchor.OtherHand : SheetAnchor.UpperLeft);
            ToastSheet toastSheet = new ToastSheet(options.Letters);
            toast = rack.Add(toastSheet, options.Headset ? SheetAnchor.Hall : SheetAnchor.LowerLeft);
            messages = new Messages(toast, toastSheet);
            hints = new Hints(messages, options.Headset);
            seat = options.Headset ? new SeatOffer(headset.Rig, Preferences, messages) : null;
            visit = new ServerVisit(options, Preferences, rack, dialogs, messages);
            guide = new Guide(mover, visit, hints.Went);
            commands = new SheetCommands(visit, guide, mover, dialogs, messages, Preferences);
            visit.NearestLayer = guide.NearestLayer;
            visit.Stood += Enter;
            visit.TakenDown += LetGo;
            visit.RunChanged += ShowResults;
            visit.PictureArrived += (slot, picture) => PictureFilled?.Invoke(slot, picture);
            ApplyComfort();
            messages.Error(damaged);
            visit.Connect(
                options.Server ?? Preferences.Server.Value, options.Token ?? Preferences.Token.Value, mover.Eye);
        }

        /// <summary>A generated picture of 128 × 128 pixels belongs into this cell of the picture array, now.</summary>
        public event Action<int, PixelBuffer> PictureFilled;

        /// <summary>What stands; null until the server has answered.</summary>
        public HallScene Scene => Hall?.Scene;

        /// <summary>The feature maps of what stands; null as Scene.</summary>
        public TileStore Store => Hall == null ? null : Session.Store;

        /// <summary>The picture on the input canvases; null as Scene.</summary>
        public PaintedTexture InputPicture => Hall?.Canvas;

        /// <summary>The shelf's thumbnails; null as Scene.</summary>
        public PaintedTexture Thumbnails => Hall?.Shelf;

        /// <summary>What is at full brightness.</summary>
        public Normalisation Normalisation
        {
            get
            {
                switch (Preferences.Normalisation.Value)
                {
                    case "channel":
                        return Normalisation.Channel;
                    case "shared":
                        return Normalisation.Shared;
                    default:
                        return Normalisation.Layer;
                }
            }
        }

        /// <summary>How values become colours.</summary>
        public ColormapKind Colormap => DeepVision.Painting.Colormap.Named(Preferences.Colormap.Value);

        /// <summary>The eye in the hall.</summary>
        public Pose EyePose => mover.Eye;

        /// <summary>Where the origin of a headset's play space stands in the hall.</summary>
        public Vector3 PlaySpacePosition => headset == null ? Vector3.Zero : headset.Rig.Position;

        /// <summary>How it is turned about +y, in radians.</summary>
        public float PlaySpaceYaw => headset == null ? 0 : headset.Rig.Yaw;

        /// <summary>How dark the view is while it jumps, 0…1.</summary>
        public float Darkness => mover.Darkness;

        /// <summary>Tangent of the half angle that stays clear while one glides; 0: all of it.</summary>
        public float VignetteOpening => mover.VignetteOpening;

        /// <summary>All sheets, also those that are not shown.</summary>
        public IReadOnlyList<PlacedSheet> Sheets => rack.Sheets;

        /// <summary>What floats above the tool; null: nothing.</summary>
        public PlacedSheet Hologram => Hall == null || tool.Carried == null ? null : Hall.HologramSheet;

        /// <summary>Metres that the tool's ray is long.</summary>
        public float ToolRayLength { get; private set; }

        /// <summary>The throw while one aims; its landing is null otherwise. Null at a desktop.</summary>
        public TeleportArc TeleportArc => headset?.Arc;

        /// <summary>Whether the tool is in the left hand.</summary>
        public bool LeftHanded => Preferences.LeftHanded.Value;

        /// <summary>Whether the controllers' buttons are named: while the help is open.</summary>
        public bool NamesControls => dialogs.IsOpen(dialogs.Help);

        /// <summary>Everything the visitor has set.</summary>
        public UserPreferences Preferences { get; }

        /// <summary>Text to be kept for the next time.</summary>
        public string PreferencesText => Preferences.Write();

        /// <summary>Counts up whenever that text is another one.</summary>
        public int PreferencesVersion { get; private set; }

        /// <summary>The visitor wants a picture of the view, in this frame.</summary>
        public bool SnapshotWanted => commands.SnapshotWanted;

        /// <summary>The visitor wants to leave.</summary>
        public bool QuitWanted => commands.QuitWanted;

        /// <summary>How things stand with the server.</summary>
        public ConnectionState Connection => Session.Connection.State;

        /// <summary>Whether the recorded network is shown.</summary>
        public bool IsRecorded => visit.IsRecorded;

        /// <summary>The session with the present server.</summary>
        public WalkSession Session => visit.Session;

        /// <summary>What the visitor carries; null: nothing.</summary>
        public Carried Carried => tool.Carried;

        /// <summary>The selected layer; null: none.</summary>
        public LayerName? Selected => Hall?.Selected;

        /// <summary>Feature visualizations of the hall that stands; null as Scene.</summary>
        public FeatureVisualizations Visualizations => Hall?.Visualizations;

        private HallVisit Hall => visit.Hall;

        /// <summary>Shows a message.</summary>
        public void Tell(string text)
        {
            messages.Note(text);
        }

        /// <summary>A copy of a picture of the view with a line below that says what is seen.</summary>
        public PixelBuffer Captioned(PixelBuffer picture)
        {
            if (Hall == null)
            {
                return picture;
            }

            string caption = SnapshotCaption.Of(Hall.Scene.Networks, Session.Image, Hall.Selected, Normalisation);
            return SnapshotCaption.Below(picture, caption, options.Letters);
        }

        /// <summary>Goes before a layer and selects it.</summary>
        public void GoTo(LayerName layer)
        {
            guide.GoTo(layer);
        }

        /// <summary>Stands at a pose at once.</summary>
        public void Place(Pose pose)
        {
            mover.Place(pose);
        }

        /// <summary>Lets a frame pass.</summary>
        public void Frame(InputFrame input)
        {
            guide.View = input.View.Aspect > 0 ? input.View : guide.View;
            commands.SnapshotWanted = input.Snapshot && !dialogs.IsTyping;
            Session.Update(input.Seconds);
            Type(input);
            Press(input);
            mover.Update(Walking(input), guide.Stations);
            rack.Follow(input, mover.Eye);
            Use(input);
            Hall?.Update(input, tool.Carried, tool.State == HandToolState.Grabbing);
            UpdateSheets(input);
            rack.Paint();
        }

        public void Dispose()
        {
            visit.Dispose();
        }

        private void Enter()
        {
            Hall.SetColormap(Colormap);
            guide.Arrive();
        }

        private void LetGo()
        {
            tool.Reset();
            hasResults = false;
        }

        private void ShowResults(NetworkWalk walk)
        {
            if (ReferenceEquals(walk, Session.Networks[0]))
            {
                resultsSheet.Set(walk.Run, walk.Network.Trained);
                hasResults = true;
            }
        }

        /// <summary>While an address is typed the keyboard writes and does not walk.</summary>
        private void Type(InputFrame input)
        {
            if (!dialogs.IsTyping)
            {
                return;
            }

            dialogs.Address.Type(input.Typed);
            if (input.Backspace)
            {
                dialogs.Address.DeleteLast();
            }

            if (input.Enter)
            {
                commands.Do(dialogs.Address.Enter(), dialogs.Address);
            }
        }

        private InputFrame Walking(InputFrame input)
        {
            InputFrame walking = input;
            if (dialogs.IsTyping)
            {
                walking.Move = Vector2.Zero;
                walking.Rise = 0;
                walking.Turn = 0;
            }

            if (tool.Carried != null || tool.State == HandToolState.Grabbing)
            {
                walking.Scroll = 0; // it enlarges what is held
            }

            return walking;
        }

        /// <summary>Buttons that do one thing wherever one is.</summary>
        private void Press(InputFrame input)
        {
            if (input.Cancel && tool.Carried == null && tool.State != HandToolState.Grabbing)
            {
                commands.CloseTop();
            }

            if (dialogs.IsTyping)
            {
                return;
            }

            if (input.Menu)
            {
                dialogs.ToggleMenu();
            }

            if (input.Help)
            {
                commands.Toggle(dialogs.Help);
            }

            if (input.Undo)
            {
                commands.Undo();
            }

            if (input.Next || input.Previous)
            {
                guide.Step(input.Next ? 1 : -1);
            }
        }

        private void Use(InputFrame input)
        {
            Target sheet = rack.Pick(input.Pointer);
            Target standing = Hall == null ? Target.Nothing : Hall.Targets.Pick(input.Pointer);
            Target target = sheet.Distance <= standing.Distance ? sheet : standing;
            ToolRayLength = float.IsInfinity(target.Distance) ? LongestRay : target.Distance;
            foreach (ToolEvent happened in tool.Update(input, target))
            {
                Handle(happened);
            }

            rack.Hover(tool.Hovered);
            Hall?.Point(tool.Hovered);
        }

        private void Handle(ToolEvent happened)
        {
            switch (happened.Kind)
            {
                case ToolEventKind.PressedSheet:
                    PressSheet(happened.Target);
                    break;
                case ToolEventKind.Looked:
                    float way = Preferences.InvertedLook.Value ? -1 : 1;
                    mover.Look(new Vector2(happened.Look.X, way * happened.Look.Y) * Preferences.MouseSpeed.Value);
                    break;
                case ToolEventKind.WantsToPlace:
                    mover.WalkTo(happened.Target.Point);
                    break;
                case ToolEventKind.Teleported:
                    mover.Teleport();
                    hints.Went();
                    break;
                default:
                    HandleInHall(happened);
                    break;
            }
        }

        private void PressSheet(Target at)
        {
            PlacedSheet placed = rack.Of(at);
            if (placed == toast)
            {
                seat?.Accept();
            }

            commands.Do(placed.Sheet.Press(at.SheetX, at.SheetY), placed.Sheet);
        }

        private void HandleInHall(ToolEvent happened)
        {
            if (Hall == null)
            {
                return;
            }

            LayerName layer = happened.Target.Layer;
            switch (happened.Kind)
            {
                case ToolEventKind.Inserted:
                    Session.Show(happened.Carried.Image);
                    hints.Inserted();
                    break;
                case ToolEventKind.CannotBeInserted:
                    messages.Note(
                        "A feature map is no input. Take a picture from the shelf, or one that was generated.");
                    break;
                case ToolEventKind.PickedUpTile:
                    hints.PickedUp();
                    break;
                case ToolEventKind.CalledShelf:
                    Hall.CallShelf(mover.Eye);
                    break;
                case ToolEventKind.SelectedLayer:
                    Hall.Select(layer, happened.Target.Kind == TargetKind.Panel);
                    break;
                case ToolEventKind.WantsToLayer:
                    guide.GoTo(layer);
                    break;
                case ToolEventKind.Moved:
                    Move(happened);
                    break;
                case ToolEventKind.Released:
                    if (happened.Target.Kind != TargetKind.Sheet)
                    {
                        Hall.Release(layer, happened.Move);
                    }

                    break;
                case ToolEventKind.HoverBegan:
                    Hall.ShowTooltip(happened.Target, mover.Eye);
                    break;
                case ToolEventKind.HoverEnded:
                    Hall.HideTooltip();
                    break;
            }
        }

        private void Move(ToolEvent happened)
        {
            if (happened.Target.Kind != TargetKind.Sheet)
            {
                Hall.Move(happened.Target.Layer, happened.Move.To);
                return;
            }

            PlacedSheet placed = rack.Of(happened.Target);
            if (placed.Anchor == SheetAnchor.Hall)
            {
                placed.Board = new Board(happened.Move.To.Position, happened.Move.To.Yaw);
            }
        }

        private void UpdateSheets(InputFrame input)
        {
            dialogs.Follow(Session.Connection, visit.Address, mover.Eye);
            dialogs.Menu.SetUndo(Session.History.Next);
            dialogs.Layers.SetCurrent(Hall == null ? -1 : Hall.SelectedRow);
            dialogs.Menu.SetMoved(Hall != null && (Session.History.Count > 0 || Hall.IsRearranged()));
            results.IsShown = hasResults && !(options.Headset && dialogs.IsMenuOpen); // both stand above the same hand
            messages.Update(input.Seconds);
            seat?.Update();
            if (Hall != null && Connection == ConnectionState.Connected)
            {
                hints.Update(input.Seconds);
            }

            if (options.Headset && seenMessage != messages.Version)
            {
                seenMessage = messages.Version;
                toast.Board = SheetPlaces.Before(mover.Eye, toast.Sheet.Distance, MessageBelow);
            }
        }

        private void Apply(Preference changed)
        {
            PreferencesVersion++;
            ApplyComfort();
            Hall?.SetColormap(Colormap);
        }

        private void ApplyComfort()
        {
            comfort.Glides = Preferences.Glides.Value;
            comfort.TurnsSmoothly = Preferences.Turning.Value == "smooth";
            comfort.TurnDegrees = int.Parse(Preferences.TurnDegrees.Value);
            comfort.SmoothTurnSpeed = Preferences.SmoothTurnSpeed.Value;
            comfort.VignetteDegrees = Preferences.VignetteDegrees.Value;
            if (desktop != null)
            {
                desktop.ReducedMotion = Preferences.ReducedMotion.Value;
            }

            if (headset != null && headset.Rig.IsSeated != Preferences.Seated.Value)
            {
                headset.Rig.SetSeated(Preferences.Seated.Value);
            }

            dialogs.Settings.SetRows(SettingRows.Of(Preferences));
            dialogs.Settings.SetServer(Preferences.Server.Value);
            rack.Magnify(Preferences.LabelScale.Value);
        }
    }
}
