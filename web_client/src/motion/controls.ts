import type { Visitor } from "./visitor";
import type { Steps } from "./walk";

/** What the pointer does that is not moving. Page coordinates in CSS pixels. */
export interface PointerActions {
  hover: (x: number, y: number) => void;
  leave: () => void;
  click: (x: number, y: number) => void;
}

const HELD: Record<string, Partial<Steps>> = {
  KeyW: { ahead: 1 },
  ArrowUp: { ahead: 1 },
  KeyS: { ahead: -1 },
  ArrowDown: { ahead: -1 },
  KeyA: { right: -1 },
  ArrowLeft: { right: -1 },
  KeyD: { right: 1 },
  ArrowRight: { right: 1 },
  Space: { up: 1 },
  PageUp: { up: 1 },
  PageDown: { up: -1 },
};

/** Pixels a pointer may waver between press and release of a click. */
const CLICK_SLACK = 6;
const RADIANS_PER_PIXEL = 0.0035;
const METRES_PER_PIXEL = 0.012;

/** Whether a key belongs to the hall and not to a field, a button or an open dialog. */
export function belongsToHall(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector("dialog[open]")) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest("input, select, textarea")) return false;
  const activates = event.code === "Space" || event.code === "Enter" || event.code.startsWith("Arrow");
  return !(activates && target?.closest("button, a, summary, [role=listbox]"));
}

/** Holds walking keys down for the visitor. */
export function walkWithKeys(visitor: Visitor, request: () => void): void {
  window.addEventListener("keydown", (event) => {
    if (event.key === "Shift") visitor.hold("Shift", { run: true });
    const step = HELD[event.code];
    if (!step || !belongsToHall(event)) return;
    event.preventDefault();
    visitor.hold(event.code, step);
    request();
  });
  window.addEventListener("keyup", (event) => {
    visitor.release(event.key === "Shift" ? "Shift" : event.code);
  });
  window.addEventListener("blur", () => {
    visitor.releaseAll();
  });
}

/** Mouse: drag turns, wheel goes ahead. Touch: one finger turns, two fingers move. A press without a drag is a click. */
export function lookWithPointer(canvas: HTMLCanvasElement, visitor: Visitor, actions: PointerActions): void {
  const pressed = new Map<string, { x: number; y: number }>();
  let dragged = 0;

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    if (pressed.size === 0) dragged = 0;
    pressed.set(String(event.pointerId), { x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = pressed.get(String(event.pointerId));
    if (!before) {
      actions.hover(event.clientX, event.clientY);
      return;
    }
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y];
    dragged += Math.abs(dx) + Math.abs(dy);
    if (dragged < CLICK_SLACK) return;
    actions.leave();
    if (pressed.size === 1) visitor.turn(dx * RADIANS_PER_PIXEL, dy * RADIANS_PER_PIXEL);
    else moveWithFingers(visitor, pressed, event, before);
    pressed.set(String(event.pointerId), { x: event.clientX, y: event.clientY });
  });
  const release = (event: PointerEvent): void => {
    pressed.delete(String(event.pointerId));
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  // Not at pointerup: a touch is followed by a click, which would close what the touch has just opened.
  canvas.addEventListener("click", (event) => {
    if (dragged < CLICK_SLACK) actions.click(event.clientX, event.clientY);
  });
  canvas.addEventListener("pointerleave", () => {
    actions.leave();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      visitor.advance(-lines * 0.005 * Math.max(1, visitor.pose.y / 2));
    },
    { passive: false },
  );
}

/** Two fingers: together sideways and up or down pans, apart goes ahead. */
function moveWithFingers(
  visitor: Visitor,
  pressed: ReadonlyMap<string, { x: number; y: number }>,
  event: PointerEvent,
  before: { x: number; y: number },
): void {
  const other = [...pressed].find(([id]) => id !== String(event.pointerId))?.[1];
  if (!other) return;
  const apart =
    Math.hypot(event.clientX - other.x, event.clientY - other.y) - Math.hypot(before.x - other.x, before.y - other.y);
  visitor.advance(apart * METRES_PER_PIXEL);
  visitor.shift(
    -(event.clientX - before.x) * METRES_PER_PIXEL * 0.5,
    (event.clientY - before.y) * METRES_PER_PIXEL * 0.5,
  );
}
