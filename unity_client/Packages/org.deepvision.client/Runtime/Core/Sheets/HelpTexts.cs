using System.Collections.Generic;

namespace DeepVision.Sheets
{
    /// <summary>The controls as they are explained; the client's Input folder binds them.</summary>
    public static class HelpTexts
    {
        /// <summary>"Other hand": the one without the tool.</summary>
        public static IReadOnlyList<HelpRow> Headset { get; } = new[]
        {
            new HelpRow("Take a picture or tile", "point, pull the trigger"),
            new HelpRow("Send the picture through", "trigger on the input canvas"),
            new HelpRow("Put it away", "trigger of the other hand"),
            new HelpRow("Enlarge what is held", "grip, stick ahead or back"),
            new HelpRow("See a layer's figures", "trigger on its plate"),
            new HelpRow("Move a layer", "hold the grip"),
            new HelpRow("Nearer, larger", "meanwhile stick ahead, to the side"),
            new HelpRow("Teleport", "stick ahead, aim, let go"),
            new HelpRow("Turn", "stick to the side"),
            new HelpRow("Walk", "stick of the other hand"),
            new HelpRow("Next, previous layer", "A, B of the tool's hand"),
            new HelpRow("Menu", "A or X of the other hand"),
            new HelpRow("Undo", "B or Y of the other hand"),
            new HelpRow("Save a picture of the view", "press the stick"),
            new HelpRow("These controls", "press the other hand's stick"),
        };

        public static IReadOnlyList<HelpRow> Desktop { get; } = new[]
        {
            new HelpRow("Look around", "drag with the mouse"),
            new HelpRow("Walk, run", "W A S D or arrows, with Shift"),
            new HelpRow("Rise, sink", "Space, C"),
            new HelpRow("Turn", "Q, E"),
            new HelpRow("Go to a place", "click on the floor"),
            new HelpRow("Next, previous layer", "], ["),
            new HelpRow("Take a picture or tile", "click"),
            new HelpRow("Send the picture through", "click on the input canvas"),
            new HelpRow("Enlarge what is held", "wheel"),
            new HelpRow("Put away, close", "Escape"),
            new HelpRow("See a layer's figures", "click on its plate"),
            new HelpRow("Move a layer", "hold the right button"),
            new HelpRow("Nearer, larger", "meanwhile R and F, + and −"),
            new HelpRow("Undo", "Ctrl Z"),
            new HelpRow("Menu", "Tab"),
            new HelpRow("Save a picture of the view", "P"),
            new HelpRow("These controls", "F1 or ?"),
        };
    }
}
