using DeepVision.Api;
using DeepVision.Preferences;
using DeepVision.Session;
using DeepVision.Sheets;

namespace DeepVision.Experience
{
    /// <summary>What the buttons of all sheets do.</summary>
    internal sealed class SheetCommands
    {
        private readonly ServerVisit visit;
        private readonly Guide guide;
        private readonly IMover mover;
        private readonly Dialogs dialogs;
        private readonly Messages messages;
        private readonly UserPreferences preferences;
        private long noiseSeed;

        public SheetCommands(
            ServerVisit visit,
            Guide guide,
            IMover mover,
            Dialogs dialogs,
            Messages messages,
            UserPreferences preferences)
        {
            this.visit = visit;
            this.guide = guide;
            this.mover = mover;
            this.dialogs = dialogs;
            this.messages = messages;
            this.preferences = preferences;
        }

        /// <summary>The visitor wants a picture of the view.</summary>
        public bool SnapshotWanted { get; set; }

        /// <summary>The visitor wants to leave.</summary>
        public bool QuitWanted { get; private set; }

        /// <summary>Opens a sheet, or closes it where it is open.</summary>
        public void Toggle(Sheet sheet)
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

        /// <summary>Takes the last thing back, and says what it was.</summary>
        public void Undo()
        {
            string undone = visit.Session.History.Undo();
            messages.Note(undone == null ? "There is nothing to take back." : "Taken back: " + undone);
        }

        /// <summary>Closes what was opened last. False: nothing was open.</summary>
        public bool CloseTop()
        {
            HallVisit hall = visit.Hall;
            if (dialogs.Close())
            {
                dialogs.ShowConnection();
            }
            else if (dialogs.CloseConnection(hall != null))
            {
                return true;
            }
            else if (messages.IsShown)
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
            else
            {
                return false;
            }

            return true;
        }

        /// <summary>What a press on a sheet asks for.</summary>
        /// <param name="press">the press</param>
        /// <param name="sheet">which sheet was pressed</param>
        public void Do(SheetPress press, Sheet sheet)
        {
            if (press.IsNone || (visit.Hall != null && visit.Hall.Do(press)))
            {
                return;
            }

            switch (press.Action)
            {
                case SheetActions.Close:
                    Close(sheet);
                    break;
                case SheetActions.Dismiss:
                    messages.Dismiss();
                    break;
                case SheetActions.Setting:
                    SettingRows.Choose(preferences, press.Text, press.Index);
                    break;
                case SheetActions.Quit:
                    QuitWanted = true;
                    break;
                case SheetActions.Snapshot:
                    SnapshotWanted = true;
                    break;
                case SheetActions.Connect:
                    visit.Connect(press.Text, null, mover.Eye);
                    break;
                case SheetActions.Retry:
                    visit.Session.Connection.Retry();
                    break;
                case SheetActions.Recorded:
                    visit.ShowRecorded();
                    break;
                default:
                    Open(press);
                    Lead(press);
                    break;
            }
        }

        private void Open(SheetPress press)
        {
            switch (press.Action)
            {
                case SheetActions.Layers:
                    Toggle(dialogs.Layers);
                    break;
                case SheetActions.Settings:
                    Toggle(dialogs.Settings);
                    break;
                case SheetActions.Help:
                    Toggle(dialogs.Help);
                    break;
                case SheetActions.ChangeAddress:
                    dialogs.Address.SetAddress(preferences.Server.Value);
                    dialogs.Address.SetRecent(preferences.RecentServers.Values);
                    dialogs.Open(dialogs.Address, mover.Eye);
                    break;
            }
        }

        private void Lead(SheetPress press)
        {
            HallVisit hall = visit.Hall;
            if (hall == null)
            {
                return;
            }

            switch (press.Action)
            {
                case SheetActions.Next:
                    guide.Step(1);
                    break;
                case SheetActions.Previous:
                    guide.Step(-1);
                    break;
                case SheetActions.Undo:
                    Undo();
                    break;
                case SheetActions.PutAllBack:
                    visit.Session.History.UndoAll();
                    hall.Scene.PutEverythingBack();
                    break;
                case SheetActions.GoToLayer:
                    dialogs.Close();
                    guide.GoTo(hall.Scene.Layers[press.Index].Name);
                    break;
                case SheetActions.GoToEntrance:
                    dialogs.Close();
                    guide.GoToEntrance();
                    break;
                case SheetActions.GoOutside:
                    dialogs.Close();
                    guide.GoOutside();
                    break;
                case SheetActions.Pictures:
                    hall.CallShelf(mover.Eye);
                    break;
                case SheetActions.Noise:
                    visit.Session.Noise(++noiseSeed).WhenEnded(ShowNoise);
                    break;
            }
        }

        private void Close(Sheet sheet)
        {
            if (dialogs.IsOpen(sheet))
            {
                dialogs.Close();
                dialogs.ShowConnection();
            }
            else
            {
                visit.Hall?.CloseSheet();
            }
        }

        private void ShowNoise(Request<Image> request)
        {
            if (request.HasValue)
            {
                visit.Session.Show(request.Value.Id);
            }
            else
            {
                messages.Error(request.Message);
            }
        }
    }
}
