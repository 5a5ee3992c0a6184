import { describe, expect, it } from "vitest";
import { onBoard } from "./signs";

describe("onBoard", () => {
  const close = (a: readonly number[], b: readonly number[]) => {
    a.forEach((value, i) => {
      expect(value).toBeCloseTo(b[i] ?? NaN, 9);
    });
  };

  it("faces +z without yaw and lean", () => {
    close(onBoard({ position: [1, 2, 3], yaw: 0, lean: 0 }, 0.5, 0.25, 0.1), [1.5, 2.25, 3.1]);
  });

  it("lies on the floor with its upper edge away from the reader", () => {
    close(onBoard({ position: [0, 0, 0], yaw: 0, lean: Math.PI / 2 }, 0, 1, 0.5), [0, 0.5, -1]);
  });

  it("turns with its yaw: facing +x its right is -z", () => {
    close(onBoard({ position: [0, 0, 0], yaw: Math.PI / 2, lean: 0 }, 1, 0, 2), [2, 0, -1]);
  });
});
