import { describe, expect, it } from "vitest";
import { fitted } from "./fitting";

describe("fitted", () => {
  const measure = (text: string) => Array.from(text).length;

  it("leaves what fits", () => {
    expect(fitted("conv1", 5, measure)).toEqual({ text: "conv1", squeeze: 1 });
    expect(fitted("conv1", undefined, measure)).toEqual({ text: "conv1", squeeze: 1 });
  });

  it("squeezes first", () => {
    expect(fitted("12345678", 6.4, measure)).toEqual({ text: "12345678", squeeze: 0.8 });
  });

  it("then cuts with an ellipsis that still fits", () => {
    const { text, squeeze } = fitted("layer3.1.conv2", 6, measure);
    expect(text).toBe("layer3.…");
    expect(measure(text) * squeeze).toBeLessThanOrEqual(6);
  });
});
