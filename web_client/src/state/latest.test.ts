import { describe, expect, it } from "vitest";
import { Latest } from "./latest";

describe("Latest", () => {
  it("does one at a time, and the latest wish last", async () => {
    let wanted = 0;
    const done: number[] = [];
    const ends: (() => void)[] = [];
    const latest = new Latest(() => {
      done.push(wanted);
      return new Promise((resolve) => ends.push(resolve));
    });
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    for (wanted = 1; wanted <= 5; wanted++) latest.ask();
    expect(done).toEqual([1]);
    ends.shift()?.();
    await settle();
    expect(done).toEqual([1, 6]);
    ends.shift()?.();
    await settle();
    expect(done).toHaveLength(2);
    latest.ask();
    expect(done).toHaveLength(3);
  });
});
