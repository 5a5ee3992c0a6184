import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { outsideView } from "./outside";

describe("outsideView", () => {
  const halls = [
    { x_min: -2, x_max: 7, z_min: -30, z_max: 1 },
    { x_min: -2, x_max: 2, z_min: -130, z_max: 1 },
    { x_min: -40, x_max: 40, z_min: -10, z_max: 1 },
  ];

  it.each(halls)("sees every corner with a margin, and nothing of it is wasted: %o", (bounds) => {
    for (const aspect of [1.78, 1, 0.5]) {
      const pose = outsideView([bounds], Math.PI / 3, aspect);
      const camera = new PerspectiveCamera(60, aspect, 0.1, 2000);
      camera.position.set(pose.x, pose.y, pose.z);
      camera.rotation.set(pose.pitch, pose.yaw, 0, "YXZ");
      camera.updateMatrixWorld();
      let farthest = 0;
      for (const x of [bounds.x_min, bounds.x_max]) {
        for (const y of [0, 3.5]) {
          for (const z of [bounds.z_min, bounds.z_max]) {
            const seen = new Vector3(x, y, z).project(camera);
            farthest = Math.max(farthest, Math.abs(seen.x), Math.abs(seen.y));
          }
        }
      }
      expect(farthest).toBeLessThanOrEqual(0.87);
      expect(farthest).toBeGreaterThan(0.8);
    }
  });

  it("looks down at 30°, and along a long hall", () => {
    const pitch = (z_min: number) =>
      (outsideView([{ x_min: -2, x_max: 2, z_min, z_max: 0 }], 1, 1).pitch * 180) / Math.PI;
    expect(pitch(-50)).toBeCloseTo(-30);
    expect(pitch(-61)).toBeCloseTo(-24);
  });
});
