import type { Command } from "./commands";
import { button, element } from "./dom";
import { SCALES, SCALE_MEANINGS, SCALE_NAMES } from "./topBar";

const POINTER: readonly (readonly [string, string])[] = [
  ["W A S D, arrow keys", "walk; with Shift run"],
  ["drag", "look around; on a touch screen with one finger"],
  ["wheel, two fingers", "go ahead and back"],
  ["Space, PageUp · PageDown", "rise · sink"],
  ["point at a tile", "its name, range and value"],
  ["click a tile", "enlarge it exactly, or the picture it shows"],
  ["click a panel far away", "go to it"],
  ["click the floor", "go there"],
  ["click a picture", "send it through the networks"],
  ["drop or paste a picture", "use it as input"],
];

/** All controls: the pointer's, and every command with its keys; and what brightness means. */
export function helpDialog(commands: readonly Command[]): HTMLDialogElement {
  const list = element("dl", {});
  for (const [keys, title] of POINTER) list.append(element("dt", {}, keys), element("dd", {}, title));
  for (const { key, title } of commands) list.append(element("dt", {}, keyLabel(key)), element("dd", {}, title));
  const dialog = element("dialog", { class: "help", "aria-label": "Controls" });
  const close = button("×", "Close (Esc)", () => {
    dialog.close();
  });
  dialog.append(element("header", {}, element("h2", {}, "Controls"), close), list, brightness(), frequencies(), looksFor());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

/** What the generated pictures are. */
function looksFor(): HTMLElement {
  const text =
    "“What does it look for?” makes, for each channel of a layer, the picture that excites the channel most: the server " +
    "begins with noise and climbs the channel's gradient. Such a picture shows what the channel answers to, not what " +
    "is in the picture on the canvas. Enlarge one to see what it reached, to save it, or to put it into the network.";
  return element("section", {}, element("h2", {}, "What it looks for"), element("p", {}, text));
}

/** What is kept of a picture. */
function frequencies(): HTMLElement {
  const text =
    "A picture is a sum of waves. “Below” keeps the slow ones, up to the cut-off: coarse shapes. “Above” keeps the fast " +
    "ones: edges and textures, without any brightness or colour of their own, so that they lie on grey. The cut-off is " +
    "the number of waves across the picture. Where a network is still right tells what it looks at. The networks get " +
    "exact values; what is drawn is cut off at black and white.";
  return element("section", {}, element("h2", {}, "Frequencies"), element("p", {}, text));
}

/** What the colours say, with each of the scales. */
function brightness(): HTMLElement {
  const list = element("dl", {});
  for (const scale of SCALES) list.append(element("dt", {}, SCALE_NAMES[scale]), element("dd", {}, SCALE_MEANINGS[scale]));
  const signs =
    "Zero is black; positive values are drawn towards white, negative ones towards blue (or as the chosen colours say). " +
    "Magenta: not a number, or infinite. Hatched: no values yet.";
  return element("section", {}, element("h2", {}, "Brightness"), element("p", {}, signs), list);
}

/** A key as people call it: `ctrl+z` is Ctrl+Z, `escape` Esc. */
export function keyLabel(key: string): string {
  if (key === "escape") return "Esc";
  return key
    .split("+")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("+");
}
