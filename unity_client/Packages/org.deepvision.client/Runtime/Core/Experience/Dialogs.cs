using System.Collections.Generic;
using DeepVision.Painting;
using DeepVision.Session;
using DeepVision.Sheets;
using DeepVision.Space;

namespace DeepVision.Experience
{
    /// <summary>
    /// The sheets that belong to no hall: the menu, what it opens (one at a time), the state of the connection. At a
    /// desktop they stand at the edges of the view, in a headset before the visitor and above the other hand.
    /// </summary>
    internal sealed class Dialogs
    {
        private readonly bool headset;
        private readonly PlacedSheet menu;
        private readonly PlacedSheet connection;
        private readonly List<PlacedSheet> opened = new List<PlacedSheet>();
        private ConnectionState seen = ConnectionState.Connected;
        private PlacedSheet open;

        public Dialogs(SheetRack rack, GlyphAtlas glyphs, bool headset)
        {
            this.headset = headset;
            Menu = new MenuSheet(glyphs);
            Layers = new LayerListSheet(glyphs);
            Settings = new SettingsSheet(glyphs);
            Help = new HelpSheet(glyphs);
            Address = new AddressSheet(glyphs);
            Connection = new ConnectionSheet(glyphs);
            menu = rack.Add(Menu, headset ? SheetAnchor.OtherHand : SheetAnchor.Left);
            SheetAnchor middle = headset ? SheetAnchor.Hall : SheetAnchor.Middle;
            foreach (Sheet sheet in new Sheet[] { Layers, Settings, Help, Address })
            {
                opened.Add(rack.Add(sheet, middle));
            }

            connection = rack.Add(Connection, middle);
            Help.SetRows(
                headset ? HelpTexts.Headset : HelpTexts.Desktop,
                headset ? "The controls are also named on the controllers." : "Tab opens the menu.");
        }

        public MenuSheet Menu { get; }

        public LayerListSheet Layers { get; }

        public SettingsSheet Settings { get; }

        public HelpSheet Help { get; }

        public AddressSheet Address { get; }

        public ConnectionSheet Connection { get; }

        public bool IsMenuOpen => menu.IsShown;

        /// <summary>Whether an address is being typed, so that the keyboard does not walk.</summary>
        public bool IsTyping => open != null && open.Sheet == Address;

        /// <summary>Whether this one is open.</summary>
        public bool IsOpen(Sheet sheet)
        {
            return open != null && open.Sheet == sheet;
        }

        public void ToggleMenu()
        {
            menu.IsShown = !menu.IsShown;
        }

        /// <summary>Opens one of the sheets and closes the others.</summary>
        public void Open(Sheet sheet, Pose eye)
        {
            foreach (PlacedSheet placed in opened)
            {
                placed.IsShown = placed.Sheet == sheet;
                if (placed.IsShown)
                {
                    open = placed;
                    PlaceBefore(placed, eye);
                }
            }
        }

        /// <summary>Closes what is open. False: nothing was.</summary>
        public bool Close()
        {
            if (open == null)
            {
                return false;
            }

            open.IsShown = false;
            open = null;
            return true;
        }

        /// <summary>The state of the connection can be put away where a hall stands behind it.</summary>
        public bool CloseConnection(bool hallStands)
        {
            bool closes = connection.IsShown && hallStands;
            connection.IsShown = connection.IsShown && !hallStands;
            return closes;
        }

        /// <summary>Shows how things stand with the server; nothing while all is well.</summary>
        public void Follow(Connection state, string address, Pose eye)
        {
            Connection.Set(KindOf(state.State), address, state.Message);
            if (state.State == seen)
            {
                connection.IsShown = connection.IsShown && open == null;
                return;
            }

            seen = state.State;
            connection.IsShown = state.State != ConnectionState.Connected;
            PlaceBefore(connection, eye);
        }

        /// <summary>Shown again after another sheet was open over it.</summary>
        public void ShowConnection()
        {
            connection.IsShown = seen != ConnectionState.Connected;
        }

        private static ConnectionKind KindOf(ConnectionState state)
        {
            switch (state)
            {
                case ConnectionState.Unreachable:
                    return ConnectionKind.Unreachable;
                case ConnectionState.WrongVersion:
                    return ConnectionKind.WrongVersion;
                case ConnectionState.Broken:
                    return ConnectionKind.ServerError;
                case ConnectionState.Lost:
                    return ConnectionKind.Lost;
                default:
                    return ConnectionKind.Connecting;
            }
        }

        private void PlaceBefore(PlacedSheet placed, Pose eye)
        {
            if (headset)
            {
                placed.Board = SheetPlaces.Before(eye, placed.Sheet.Distance);
            }
        }
    }
}
