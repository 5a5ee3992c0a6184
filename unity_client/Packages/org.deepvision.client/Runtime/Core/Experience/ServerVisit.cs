using System;
using System.IO;
using System.Linq;
using DeepVision.Api;
using DeepVision.Painting;
using DeepVision.Preferences;
using DeepVision.Recording;
using DeepVision.Session;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// The visit of one server, or of the recorded network: the session with it and the hall that stands. Another
    /// address is another session. What goes wrong is said on a sheet.
    /// </summary>
    internal sealed class ServerVisit : IDisposable
    {
        private readonly WalkthroughOptions options;
        private readonly UserPreferences preferences;
        private readonly SheetRack rack;
        private readonly Dialogs dialogs;
        private readonly Messages messages;

        public ServerVisit(
            WalkthroughOptions options,
            UserPreferences preferences,
            SheetRack rack,
            Dialogs dialogs,
            Messages messages)
        {
            this.options = options;
            this.preferences = preferences;
            this.rack = rack;
            this.dialogs = dialogs;
            this.messages = messages;
        }

        /// <summary>A hall stands that did not before.</summary>
        public event Action Stood;

        /// <summary>The hall is being taken down.</summary>
        public event Action TakenDown;

        /// <summary>A network has run.</summary>
        public event Action<NetworkWalk> RunChanged;

        /// <summary>A generated picture belongs into a cell of the picture array, now.</summary>
        public event Action<int, PixelBuffer> PictureArrived;

        /// <summary>Which layer of a network is loaded first.</summary>
        public Func<string, string> NearestLayer { get; set; }

        /// <summary>The session with the present server.</summary>
        public WalkSession Session { get; private set; }

        /// <summary>What stands; null until the server has answered.</summary>
        public HallVisit Hall { get; private set; }

        public bool IsRecorded { get; private set; }

        /// <summary>What is shown as the server's address.</summary>
        public string Address => IsRecorded ? "recorded network" : preferences.Server.Value;

        /// <summary>Looks for a server; what is no address is asked for again.</summary>
        /// <param name="address">as a person writes it</param>
        /// <param name="token">the secret where the address holds none; may be null</param>
        /// <param name="eye">before whom a sheet is put</param>
        public void Connect(string address, string token, Pose eye)
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
                if (Session == null)
                {
                    Begin(new ApiClient(new Uri(preferences.Server.Default)), false);
                }

                dialogs.Address.SetAddress(address);
                dialogs.Address.SetProblem(error.Message);
                dialogs.Open(dialogs.Address, eye);
            }
        }

        public void ShowRecorded()
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

        public void Dispose()
        {
            Hall?.Dispose();
            Session.Dispose();
        }

        private void Begin(ApiClient api, bool recorded)
        {
            TakeDown();
            Session?.Dispose();
            IsRecorded = recorded;
            dialogs.Close();
            Session = new WalkSession(api);
            Session.HallChanged += Stand;
            Session.RunChanged += walk => RunChanged?.Invoke(walk);
            Session.Connection.Established += Remember;
            Session.NearestLayer = network => NearestLayer?.Invoke(network);
            Session.Start();
        }

        private void TakeDown()
        {
            TakenDown?.Invoke();
            Hall?.Dispose();
            Hall = null;
        }

        /// <summary>The networks of the server have come, or others than before.</summary>
        private void Stand()
        {
            TakeDown();
            HallFacts facts = Session.Facts;
            if (facts.Networks.Count == 0)
            {
                string failures = string.Join(" ", facts.Failures.Select(one => one.Detail));
                messages.Error(
                    failures.Length > 0 ? failures : "The server shows no network: start it with --network.");
                return;
            }

            Hall = new HallVisit(Session, rack, options.Letters, options.Headset, messages.Error);
            Hall.PictureArrived += (slot, picture) => PictureArrived?.Invoke(slot, picture);
            dialogs.Layers.SetLayers(Hall.Rows());
            Stood?.Invoke();
            foreach (NetworkFailure failure in facts.Failures)
            {
                messages.Error($"{failure.Name}: {failure.Detail}");
            }
        }

        private void Remember()
        {
            if (!IsRecorded)
            {
                preferences.RecentServers.Use(Session.Connection.Address.ToString());
            }
        }
    }
}
