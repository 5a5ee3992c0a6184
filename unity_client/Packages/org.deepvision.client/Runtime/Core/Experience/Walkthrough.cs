using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using DeepVision.Api;
using DeepVision.Hall;
using DeepVision.Motion;
using DeepVision.Painting;
using DeepVision.Preferences;
using DeepVision.Recording;
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
        private readonly UserPreferences preferences;
        private readonly SheetRack rack = new SheetRack();
        private readonly HandTool tool = new HandTool();
        private readonly HeadsetComfort comfort = new HeadsetComfort();
        private readonly DesktopMover desktop;
        private readonly HeadsetMover headset;
        private readonly IMover mover;
        private readonly Dialogs dialogs;
        private readonly Messages messages;
        private readonly Hints hints;
        private readonly PlacedSheet toast;
        private readonly PlacedSheet results;
        private readonly ResultsSheet resultsSheet;
        private WalkSession session;
        private HallVisit hall;
        private IReadOnlyList<Station> seenStations;
        private Vector3[] stations = new Vector3[0];
        private View view = new View(Sizes.FieldOfView, 16f / 9);
        private int seenMessage;
        private bool hasResults;
        private bool offersSeat;
        private long noiseSeed;

        public Walkthrough(WalkthroughOptions options)
        {
            this.options = options;
            string damaged;
            preferences = UserPreferences.Read(options.Preferences, out damaged);
            preferences.Changed += Apply;
            Pose start = new Pose(Sizes.Start, 0, 0);
            desktop = options.Headset ? null : new DesktopMover(start, preferences.ReducedMotion.Value);
            headset = options.Headset ? new HeadsetMover(start, comfort) : null;
            mover = options.Headset ? (IMover)headset : desktop;
            dialogs = new Dialogs(rack, options.Letters, options.Headset);
            resultsSheet = new ResultsSheet(options.Letters);
            results = rack.Add(resultsSheet, options.Headset ? SheetAnchor.OtherHand : SheetAnchor.UpperLeft);
            ToastSheet toastSheet = new ToastSheet(options.Letters);
            toast = rack.Add(toastSheet, options.Headset ? SheetAnchor.Hall : SheetAnchor.LowerLeft);
            messages = new Messages(toast, toastSheet);
            hints = new Hints(messages, options.Headset);
            ApplyComfort();
            messages.Error(damaged);
            Connect(options.Server ?? preferences.Server.Value, options.Token ?? preferences.Token.Value);
        }

        /// <summary>A generated picture of 128 × 128 pixels belongs into this cell of the picture array, now.</summary>
        public event Action<int, PixelBuffer> PictureFilled;

        /// <summary>What stands; null until the server has answered.</summary>
        public HallScene Scene => hall?.Scene;

        /// <summary>The feature maps of what stands; null as Scene.</summary>
        public TileStore Store => hall == null ? null : session.Store;

        /// <summary>The picture on the input canvases; null as Scene.</summary>
        public PaintedTexture InputPicture => hall?.Canvas;

        /// <summary>The shelf's thumbnails; null as Scene.</summary>
        public PaintedTexture Thumbnails => hall?.Shelf;

        /// <summary>What is at full brightness.</summary>
        public Normalisation Normalisation
        {
            get
            {
                switch (preferences.Normalisation.Value)
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
        public ColormapKind Colormap => DeepVision.Painting.Colormap.Named(preferences.Colormap.Value);

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
        public PlacedSheet Hologram => hall == null || tool.Carried == null ? null : hall.HologramSheet;

        /// <summary>Metres that the tool's ray is long.</summary>
        public float ToolRayLength { get; private set; }

        /// <summary>The throw while one aims; its landing is null otherwise. Null at a desktop.</summary>
        public TeleportArc TeleportArc => headset?.Arc;

        /// <summary>Whether the tool is in the left hand.</summary>
        public bool LeftHanded => preferences.LeftHanded.Value;

        /// <summary>Whether the controllers' buttons are named: while the help is open.</summary>
        public bool NamesControls => dialogs.IsOpen(dialogs.Help);

        /// <summary>Everything the visitor has set.</summary>
        public UserPreferences Preferences => preferences;

        /// <summary>Text to be kept for the next time.</summary>
        public string PreferencesText => preferences.Write();

        /// <summary>Counts up whenever that text is another one.</summary>
        public int PreferencesVersion { get; private set; }

        /// <summary>The visitor wants a picture of the view, in this frame.</summary>
        public bool SnapshotWanted { get; private set; }

        /// <summary>The visitor wants to leave.</summary>
        public bool QuitWanted { get; private set; }

        /// <summary>How things stand with the server.</summary>
        public ConnectionState Connection => session.Connection.State;

        /// <summary>Whether the recorded network is shown.</summary>
        public bool IsRecorded { get; private set; }

        /// <summary>The session with the present server.</summary>
        public WalkSession Session => session;

        /// <summary>What the visitor carries; null: nothing.</summary>
        public Carried Carried => tool.Carried;

        /// <summary>The selected layer; null: none.</summary>
        public LayerName? Selected => hall?.Selected;

        /// <summary>Feature visualizations of the hall that stands; null as Scene.</summary>
        public FeatureVisualizations Visualizations => hall?.Visualizations;

        /// <summary>Shows a message.</summary>
        public void Tell(string text)
        {
            messages.Note(text);
        }

        /// <summary>A copy of a picture of the view with a line below that says what is seen.</summary>
        public PixelBuffer Captioned(PixelBuffer picture)
        {
            if (hall == null)
            {
                return picture;
            }

            string caption = SnapshotCaption.Of(hall.Scene.Networks, session.Image, hall.Selected, Normalisation);
            return SnapshotCaption.Below(picture, caption, options.Letters);
        }

        /// <summary>Goes before a layer and selects it.</summary>
        public void GoTo(LayerName layer)
        {
            if (hall == null)
            {
                return;
            }

            Pose? reading = mover.Reading(hall.Scene, layer, view, hall.IsSheetOpen);
            if (reading.HasValue)
            {
                hall.Select(layer, false);
                mover.GoTo(reading.Value);
                hints.Went();
            }
        }

        /// <summary>Stands at a pose at once.</summary>
        public void Place(Pose pose)
        {
            mover.Place(pose);
        }

        /// <summary>Lets a frame pass.</summary>
        public void Frame(InputFrame input)
        {
            view = input.View.Aspect > 0 ? input.View : view;
            SnapshotWanted = input.Snapshot;
            session.Update(input.Seconds);
            Type(input);
            Press(input);
            mover.Update(Walking(input), Stations());
            rack.Follow(input, mover.Eye);
            Use(input);
            hall?.Update(input, tool.Carried, tool.State == HandToolState.Grabbing);
            UpdateSheets(input);
            rack.Paint();
        }

        public void Dispose()
        {
            hall?.Dispose();
            session.Dispose();
        }

        private void Connect(string address, string token)
        {
            try
            {
                ServerAddress server = ServerAddress.Read(address);
                string secret = server.Token ?? (string.IsNullOrEmpty(token) ? null : token);
                preferences.Server.Value = server.Uri.ToString();
                preferences.Token.Value = secret ?? string.Empty;
                Begin(new ApiClient(server.Uri, secret), false);
            }
            catch (FormatException error)
            {
                if (session == null)
                {
                    Begin(new ApiClient(new Uri(preferences.Server.Default)), false);
                }

                dialogs.Address.SetAddress(address);
                dialogs.Address.SetProblem(error.Message);
                dialogs.Open(dialogs.Address, mover.Eye);
            }
        }

        private void ShowRecorded()
        {
            if (options.Recording == null)
            {
                messages.Error(
                    "This player was built without a recorded network. Start a server and enter its address.");
                return;
            }

            try
            {
                RecordedServer recording = new RecordedServer(new MemoryStream(options.Recording));
                Begin(new ApiClient(RecordedServer.Address, null, recording), true);
            }
            catch (FormatException error)
            {
                messages.Error(error.Message);
            }
        }

        private void Begin(ApiClient api, bool recorded)
        {
            TakeDown();
            session?.Dispose();
            IsRecorded = recorded;
            dialogs.Close();
            session = new WalkSession(api);
            session.HallChanged += Stand;
            session.RunChanged += ShowResults;
            session.Connection.Established += Remember;
            session.NearestLayer = NearestLayer;
            session.Start();
        }

        private void TakeDown()
        {
            tool.Reset();
            hall?.Dispose();
            hall = null;
            hasResults = false;
        }

        /// <summary>The networks of the server have come, or others than before.</summary>
        private void Stand()
        {
            TakeDown();
            if (session.Facts.Networks.Count == 0)
            {
                string failures = string.Join(" ", session.Facts.Failures.Select(one => one.Detail));
                messages.Error(
                    failures.Length > 0 ? failures : "The server shows no network: start it with --network.");
                return;
            }

            hall = new HallVisit(session, rack, options.Letters, options.Headset, messages.Error);
            hall.PictureArrived += (slot, picture) => PictureFilled?.Invoke(slot, picture);
            hall.SetColormap(Colormap);
            dialogs.Layers.SetLayers(hall.Rows());
            mover.Arrive(hall.Scene.Tour.Outside(view), hall.Scene.Tour.Entrance(view));
            foreach (NetworkFailure failure in session.Facts.Failures)
            {
                messages.Error($"{failure.Name}: {failure.Detail}");
            }
        }

        private void Remember()
        {
            if (!IsRecorded)
            {
                preferences.RecentServers.Use(session.Connection.Address.ToString());
            }
        }

        private string NearestLayer(string network)
        {
            if (hall == null)
            {
                return null;
            }

            LayerName? selected = hall.Selected;
            return selected.HasValue && selected.Value.Network == network
                ? selected.Value.Layer
                : hall.Scene.Tour.Nearest(mover.Eye.Position, network)?.Layer.Layer;
        }

        private void ShowResults(NetworkWalk walk)
        {
            if (ReferenceEquals(walk, session.Networks[0]))
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
                Do(dialogs.Address.Enter());
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
            if (dialogs.IsTyping && !input.Cancel)
            {
                return;
            }

            if (input.Cancel && tool.Carried == null && tool.State != HandToolState.Grabbing)
            {
                CloseTop();
            }

            if (input.Menu)
            {
                dialogs.ToggleMenu();
            }

            if (input.Help)
            {
                Toggle(dialogs.Help);
            }

            if (input.Undo)
            {
                Undo();
            }

            if (input.Next || input.Previous)
            {
                Step(input.Next ? 1 : -1);
            }
        }

        private void CloseTop()
        {
            if (dialogs.Close())
            {
                dialogs.ShowConnection();
                return;
            }

            if (dialogs.CloseConnection(hall != null))
            {
                return;
            }

            if (messages.IsShown)
            {
                messages.Dismiss();
            }
            else if (hall != null && hall.IsSheetOpen)
            {
                hall.CloseSheet();
            }
            else if (dialogs.IsMenuOpen)
            {
                dialogs.ToggleMenu();
            }
        }

        private void Toggle(Sheet sheet)
        {
            if (dialogs.IsOpen(sheet))
            {
                dialogs.Close();
            }
            else
            {
                dialogs.Open(sheet, mover.Eye);
            }
        }

        /// <summary>To the next (1) or previous (-1) layer; before the first one lies the entrance.</summary>
        private void Step(int step)
        {
            if (hall == null)
            {
                return;
            }

            Station station = hall.Scene.Tour.Next(step, hall.Selected, mover.Eye);
            if (station != null)
            {
                GoTo(station.Layer);
            }
            else if (step == -1)
            {
                GoToEntrance();
            }
        }

        private void GoToEntrance()
        {
            hall.Select(null, false);
            mover.GoTo(hall.Scene.Tour.Entrance(view));
        }

        private void Undo()
        {
            string undone = session.History.Undo();
            messages.Note(undone == null ? "There is nothing to take back." : "Taken back: " + undone);
        }

        private IReadOnlyList<Vector3> Stations()
        {
            IReadOnlyList<Station> now = hall?.Scene.Tour.Stations;
            if (!ReferenceEquals(now, seenStations))
            {
                seenStations = now;
                stations = now == null ? new Vector3[0] : now.Select(station => station.Pose.Position).ToArray();
            }

            return stations;
        }

        private void Use(InputFrame input)
        {
            Target sheet = rack.Pick(input.Pointer);
            Target standing = hall == null ? Target.Nothing : hall.Targets.Pick(input.Pointer);
            Target target = sheet.Distance <= standing.Distance ? sheet : standing;
            ToolRayLength = float.IsInfinity(target.Distance) ? LongestRay : target.Distance;
            foreach (ToolEvent happened in tool.Update(input, target))
            {
                Handle(happened);
            }

            rack.Hover(tool.Hovered);
            hall?.Point(tool.Hovered);
        }

        private void Handle(ToolEvent happened)
        {
            switch (happened.Kind)
            {
                case ToolEventKind.PressedSheet:
                    Press(happened.Target);
                    break;
                case ToolEventKind.Looked:
                    float way = preferences.InvertedLook.Value ? -1 : 1;
                    mover.Look(new Vector2(happened.Look.X, way * happened.Look.Y) * preferences.MouseSpeed.Value);
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

        private void Press(Target at)
        {
            Sheet sheet = rack.Of(at).Sheet;
            SheetPress press = sheet.Press(at.SheetX, at.SheetY);
            if (press.Action != SheetActions.Close)
            {
                Do(press);
            }
            else if (dialogs.IsOpen(sheet))
            {
                dialogs.Close();
                dialogs.ShowConnection();
            }
            else
            {
                hall.CloseSheet();
            }
        }

        private void HandleInHall(ToolEvent happened)
        {
            if (hall == null)
            {
                return;
            }

            LayerName layer = happened.Target.Layer;
            switch (happened.Kind)
            {
                case ToolEventKind.Inserted:
                    session.Show(happened.Carried.Image);
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
                    hall.CallShelf(mover.Eye);
                    break;
                case ToolEventKind.SelectedLayer:
                    hall.Select(layer, happened.Target.Kind == TargetKind.Panel);
                    break;
                case ToolEventKind.WantsToLayer:
                    GoTo(layer);
                    break;
                case ToolEventKind.Moved:
                    Move(happened);
                    break;
                case ToolEventKind.Released:
                    if (happened.Target.Kind != TargetKind.Sheet)
                    {
                        hall.Release(layer, happened.Move);
                    }

                    break;
                case ToolEventKind.HoverBegan:
                    hall.ShowTooltip(happened.Target, mover.Eye);
                    break;
                case ToolEventKind.HoverEnded:
                    hall.HideTooltip();
                    break;
            }
        }

        private void Move(ToolEvent happened)
        {
            if (happened.Target.Kind != TargetKind.Sheet)
            {
                hall.Move(happened.Target.Layer, happened.Move.To);
                return;
            }

            PlacedSheet placed = rack.Of(happened.Target);
            if (placed.Anchor == SheetAnchor.Hall)
            {
                placed.Board = new Board(happened.Move.To.Position, happened.Move.To.Yaw);
            }
        }

        private void Do(SheetPress press)
        {
            if (press.IsNone || (hall != null && hall.Do(press)))
            {
                return;
            }

            switch (press.Action)
            {
                case SheetActions.Dismiss:
                    Dismiss();
                    break;
                case SheetActions.Next:
                    Step(1);
                    break;
                case SheetActions.Previous:
                    Step(-1);
                    break;
                case SheetActions.Undo:
                    Undo();
                    break;
                case SheetActions.Layers:
                    Toggle(dialogs.Layers);
                    break;
                case SheetActions.Settings:
                    Toggle(dialogs.Settings);
                    break;
                case SheetActions.Help:
                    Toggle(dialogs.Help);
                    break;
                case SheetActions.Setting:
                    SettingRows.Choose(preferences, press.Text, press.Index);
                    break;
                case SheetActions.Quit:
                    QuitWanted = true;
                    break;
                case SheetActions.ChangeAddress:
                    dialogs.Address.SetAddress(preferences.Server.Value);
                    dialogs.Address.SetRecent(preferences.RecentServers.Values);
                    dialogs.Open(dialogs.Address, mover.Eye);
                    break;
                case SheetActions.Connect:
                    Connect(press.Text, null);
                    break;
                case SheetActions.Retry:
                    session.Connection.Retry();
                    break;
                case SheetActions.Recorded:
                    ShowRecorded();
                    break;
                case SheetActions.Snapshot:
                    SnapshotWanted = true;
                    break;
                default:
                    DoInHall(press);
                    break;
            }
        }

        private void DoInHall(SheetPress press)
        {
            if (hall == null)
            {
                return;
            }

            switch (press.Action)
            {
                case SheetActions.Pictures:
                    hall.CallShelf(mover.Eye);
                    break;
                case SheetActions.PutAllBack:
                    session.History.UndoAll();
                    hall.Scene.PutEverythingBack();
                    break;
                case SheetActions.GoToLayer:
                    dialogs.Close();
                    GoTo(hall.Scene.Layers[press.Index].Name);
                    break;
                case SheetActions.GoToEntrance:
                    dialogs.Close();
                    GoToEntrance();
                    break;
                case SheetActions.GoOutside:
                    dialogs.Close();
                    mover.GoTo(hall.Scene.Tour.Outside(view));
                    break;
                case SheetActions.Noise:
                    session.Noise(++noiseSeed).WhenEnded(ShowNoise);
                    break;
            }
        }

        private void ShowNoise(Request<Image> request)
        {
            if (request.HasValue)
            {
                session.Show(request.Value.Id);
            }
            else
            {
                messages.Error(request.Message);
            }
        }

        private void Dismiss()
        {
            if (offersSeat)
            {
                preferences.Seated.Value = true;
                headset.Rig.DeclineSeat();
                offersSeat = false;
            }

            messages.Dismiss();
        }

        private void UpdateSheets(InputFrame input)
        {
            dialogs.Follow(session.Connection, IsRecorded ? "recorded network" : preferences.Server.Value, mover.Eye);
            dialogs.Menu.SetUndo(session.History.Next);
            dialogs.Layers.SetCurrent(hall == null ? -1 : hall.SelectedRow);
            dialogs.Menu.SetMoved(hall != null && (session.History.Count > 0 || hall.IsRearranged()));
            results.IsShown = hasResults && !(options.Headset && dialogs.IsMenuOpen); // both stand above the same hand
            messages.Update(input.Seconds);
            OfferSeat();
            if (hall != null && session.Connection.State == ConnectionState.Connected)
            {
                hints.Update(input.Seconds);
            }

            if (seenMessage != messages.Version && options.Headset)
            {
                seenMessage = messages.Version;
                toast.Board = SheetPlaces.Before(mover.Eye, toast.Sheet.Distance, MessageBelow);
            }
        }

        private void OfferSeat()
        {
            if (headset == null || !headset.Rig.OffersSeat || offersSeat)
            {
                return;
            }

            offersSeat = true;
            messages.Hint("You seem to sit. Press here, and your eye stands at 1.6 m.");
        }

        private void Apply(Preference changed)
        {
            PreferencesVersion++;
            ApplyComfort();
            hall?.SetColormap(Colormap);
        }

        private void ApplyComfort()
        {
            comfort.Glides = preferences.Glides.Value;
            comfort.TurnsSmoothly = preferences.Turning.Value == "smooth";
            comfort.TurnDegrees = int.Parse(preferences.TurnDegrees.Value);
            comfort.SmoothTurnSpeed = preferences.SmoothTurnSpeed.Value;
            comfort.VignetteDegrees = preferences.VignetteDegrees.Value;
            if (desktop != null)
            {
                desktop.ReducedMotion = preferences.ReducedMotion.Value;
            }

            if (headset != null && headset.Rig.IsSeated != preferences.Seated.Value)
            {
                headset.Rig.SetSeated(preferences.Seated.Value);
            }

            dialogs.Settings.SetRows(SettingRows.Of(preferences));
            dialogs.Settings.SetServer(preferences.Server.Value);
            rack.Magnify(preferences.LabelScale.Value);
        }
    }
}
