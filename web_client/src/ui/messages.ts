import { button, element, setVisible } from "./dom";

/** How long a message stays, in milliseconds. */
const TOAST_TIME = 9000;

/** Short messages, the banner of a lost server, and what is read aloud. */
export class Messages {
  readonly #toasts = element("div", { class: "toasts", role: "status", "aria-live": "polite" });
  readonly #banner = element("div", { class: "banner", role: "alert", hidden: true });
  readonly #live = element("div", { class: "visually-hidden", "aria-live": "polite", "data-test": "live" });

  constructor(parent: HTMLElement) {
    parent.append(this.#banner, this.#toasts, this.#live);
  }

  /** Something the visitor should know; errors stay until dismissed. */
  toast(text: string, kind: "note" | "error" = "note"): void {
    const toast = element("div", { class: `toast ${kind}`, "data-test": "toast" }, element("p", {}, text));
    toast.append(
      button("×", "Dismiss", () => {
        toast.remove();
      }),
    );
    this.#toasts.append(toast);
    while (this.#toasts.childElementCount > 4) this.#toasts.firstElementChild?.remove();
    if (kind === "note")
      setTimeout(() => {
        toast.remove();
      }, TOAST_TIME);
  }

  /** What stays until it is over; null: nothing. */
  banner(text: string | null): void {
    this.#banner.textContent = text ?? "";
    setVisible(this.#banner, text !== null);
  }

  /** Read aloud by screen readers. */
  say(text: string): void {
    this.#live.textContent = text;
  }
}

/** What an error tells the visitor. */
export function explanation(error: unknown): string {
  if (error instanceof DOMException && error.name === "AbortError") return "";
  return error instanceof Error ? error.message : String(error);
}
