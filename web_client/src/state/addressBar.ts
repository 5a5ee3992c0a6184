import type { Address } from "./address";
import { formatAddress, parseAddress } from "./address";

/** Browsers allow about a hundred changes of the address in half a minute. */
const PAUSE = 400;

/** Keeps the address bar in step with what is shown, and tells when the visitor goes back. */
export class AddressBar {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly where: () => Address,
    restore: (address: Address) => void,
  ) {
    window.addEventListener("popstate", () => {
      restore(parseAddress(location.hash));
    });
  }

  /** The view changed a little: written soon, in place. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.write();
    }, PAUSE);
  }

  /** Writes now. */
  write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    history.replaceState(null, "", formatAddress(this.where()));
  }

  /** Keeps where one is now for the browser's Back. */
  push(): void {
    this.write();
    history.pushState(null, "", location.hash);
  }
}
