type Child = Node | string | null;

/** What an element is made with: properties of it, `class`, `on…` listeners as functions, `aria-…` and `data-…`. */
export type Attributes = Record<string, string | number | boolean | null | ((event: Event) => void)>;

/** Makes an element. Text always arrives as text, never as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button with a title that also names its key. */
export function button(
  label: Child,
  title: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return element("button", { type: "button", title, "aria-label": title, onClick, ...attributes }, label);
}

/** Shows or hides an element. */
export function setVisible(target: HTMLElement, visible: boolean): void {
  target.hidden = !visible;
}

/** Whether the visitor asked the system for less motion. */
export function prefersReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Gives the visitor a file. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** Copies text, also without a secure origin. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = element("textarea", { readonly: true, style: "position:fixed;opacity:0" });
  field.value = text;
  document.body.append(field);
  field.select();
  // The only way without a secure origin; browsers keep it for that.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand("copy");
  field.remove();
}
