import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PICTURE_LEVELS, PICTURE_SIZE } from "../tiles/pictureLevels";
import { TILE_NUMBERS } from "../tiles/table";
import { META_WIDTH } from "../tiles/textures";
import shader from "./panels.frag.glsl?raw";

const UNITY = new URL("../../../unity_client/Packages/org.deepvision.client/Runtime/Shaders/", import.meta.url);

/** The value of a constant in a shader. */
function constant(source: string, name: string): number {
  const found = new RegExp(`const (?:int|uint|float) ${name} = ([\\d.]+);`).exec(source);
  return Number(found?.[1]);
}

describe("what the shader knows of the textures", () => {
  const unity = ["Panels.hlsl", "Pictures.hlsl"].map((name) => readFileSync(new URL(name, UNITY), "utf8")).join("\n");

  it("is what the tables are written with", () => {
    expect(constant(shader, "META_WIDTH")).toBe(META_WIDTH);
    expect(4 * constant(shader, "TILE_TEXELS")).toBe(TILE_NUMBERS);
    expect(constant(shader, "PICTURE_SIZE")).toBe(PICTURE_SIZE);
    expect(constant(shader, "COARSEST_PICTURE")).toBe(PICTURE_LEVELS - 1);
  });

  it("is what the Unity client's shader knows", () => {
    for (const name of ["TILE_TEXELS", "PICTURE_SIZE", "PICTURES_ACROSS", "COARSEST_PICTURE"]) {
      expect([name, constant(unity, name)]).toEqual([name, constant(shader, name)]);
    }
    expect(constant(unity, "TILES_WIDTH")).toBe(META_WIDTH);
  });
});
