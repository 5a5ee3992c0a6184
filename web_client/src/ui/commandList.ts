import type { Application } from "./application";
import type { Command } from "./commands";

/** Every action that has a key. */
export function commandsOf(application: Application): Command[] {
  const { visitor } = application.world;
  const entries: [key: string, title: string, run: () => void][] = [
    [
      "]",
      "next layer",
      () => {
        application.step(1);
      },
    ],
    [
      "[",
      "previous layer",
      () => {
        application.step(-1);
      },
    ],
    ["f", "close to the selected layer", application.closer],
    ["/", "find a layer", application.search],
    [
      "q",
      "turn left by 45°",
      () => {
        visitor.turnStep(1);
      },
    ],
    [
      "e",
      "turn right by 45°",
      () => {
        visitor.turnStep(-1);
      },
    ],
    [
      "c",
      "crouch, stand up",
      () => {
        visitor.crouch();
      },
    ],
    ["o", "the whole hall from outside, and back", application.outside],
    ["home", "back to the entrance", application.enter],
    ["i", "pictures", application.openShelf],
    ["b", "frequencies of the picture: all, below, above a cut-off", application.nextBand],
    ["n", "scale: per layer, per channel, shared", application.nextScale],
    ["m", "colours", application.nextColormap],
    ["h", "facts and histograms of the layer in front", application.selectAhead],
    ["v", "what the selected layer looks for: its pictures, activations again", application.lookFor],
    ["ctrl+z", "take the last change back", application.undo],
    ["p", "save a picture of the hall", application.snapshot],
    ["escape", "close, deselect", application.deselect],
    ["?", "this page", application.help],
  ];
  return entries.map(([key, title, run]) => ({ key, title, run }));
}
