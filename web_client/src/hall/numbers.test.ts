import { describe, expect, it } from "vitest";
import { count, number, percent, shape } from "./numbers";

describe("numbers", () => {
  it("writes values in few digits", () => {
    expect([12.3456, -0.5, 0, 1234567, 0.00001234, 1234.56].map(number)).toEqual([
      "12.3",
      "−0.5",
      "0",
      "1.2e6",
      "1.2e−5",
      "1234.6",
    ]);
    expect(number(null)).toBe("–");
    expect(number(NaN)).toBe("–");
  });

  it("writes probabilities", () => {
    expect([0.973, 0, 1, 0.0004, 0.00001, 0.99999, null].map(percent)).toEqual([
      "97.3 %",
      "0.0 %",
      "100.0 %",
      "0.04 %",
      "< 0.01 %",
      "> 99.9 %",
      "–",
    ]);
  });

  it("writes shapes and counts", () => {
    expect(shape([64, 75, 88])).toBe("64 × 75 × 88");
    expect(shape([101, 1, 1])).toBe("101");
    expect(count(4980802)).toBe("4,980,802");
  });
});
