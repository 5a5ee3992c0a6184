import { belongsToHall } from "../motion/controls";

/** An action with its key; the help page lists exactly these. */
export interface Command {
  /** As `KeyboardEvent.key`, lower case; `ctrl+z` for a combination. */
  key: string;
  title: string;
  run: () => void;
}

/** The name of a pressed key as commands write it. */
export function keyName(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">): string {
  return (event.ctrlKey || event.metaKey ? "ctrl+" : "") + event.key.toLowerCase();
}

/** Runs commands by key. */
export function listenForCommands(commands: readonly Command[]): void {
  const byKey = new Map(commands.map((command) => [command.key, command]));
  window.addEventListener("keydown", (event) => {
    const command = byKey.get(keyName(event));
    const combination = event.ctrlKey || event.metaKey;
    const free = combination ? !document.querySelector("dialog[open]") && !isField(event) : belongsToHall(event);
    if (!command || !free) return;
    event.preventDefault();
    command.run();
  });
}

function isField({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea") !== null;
}
