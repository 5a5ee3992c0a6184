import type { Section } from "../api/types";

/** Which sections a visitor folded, kept for this tab so that a reload shows the same hall. */
export class Folding {
  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem">) {}

  /** Ids of the folded sections of a network; undefined as long as the server may choose. */
  of(network: string): string[] | undefined {
    const kept = this.storage.getItem(keyOf(network));
    return kept === null ? undefined : (JSON.parse(kept) as string[]);
  }

  keep(network: string, folded: readonly string[]): void {
    this.storage.setItem(keyOf(network), JSON.stringify(folded));
  }
}

/** The folded sections after one of them was folded, or unfolded together with the sections around it. */
export function toggled(sections: readonly Section[], id: string): string[] {
  const folded = sections.filter((section) => section.folded).map((section) => section.id);
  const around = [id, ...ancestors(sections, id)];
  return around.some((one) => folded.includes(one)) ? folded.filter((one) => !around.includes(one)) : [...folded, id];
}

function ancestors(sections: readonly Section[], id: string): string[] {
  const parent = sections.find((section) => section.id === id)?.parent ?? null;
  return parent === null ? [] : [parent, ...ancestors(sections, parent)];
}

function keyOf(network: string): string {
  return `deepvision folded ${network}`;
}
