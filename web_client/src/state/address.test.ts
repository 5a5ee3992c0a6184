import { describe, expect, it } from "vitest";
import type { Address } from "./address";
import { NOWHERE, formatAddress, parseAddress } from "./address";

describe("address", () => {
  const full: Address = {
    networks: ["covidresnet", "torchvision-resnet50"],
    image: "shapes:17",
    layer: "block2.conv1:1",
    channel: 31,
    looksFor: true,
    camera: { x: 1.25, y: 1.6, z: -12.5, yaw: -0.785, pitch: 0.1 },
  };

  it("is written as the documentation says", () => {
    expect(formatAddress(full)).toBe(
      "#/covidresnet+torchvision-resnet50/shapes:17/block2.conv1:1?c=31&show=looks-for&camera=1.25,1.6,-12.5,-0.785,0.1",
    );
  });

  it("comes back from what was written, with anything in the ids and anything left out", () => {
    const addresses: Address[] = [
      full,
      { ...full, image: null, channel: null },
      { ...full, looksFor: false },
      { ...full, layer: null, camera: null },
      { ...NOWHERE, layer: "a/b?c&d=e #f%20+ü" },
      { ...NOWHERE, networks: ["a+b", "c/d"], image: "-x" },
      NOWHERE,
    ];
    for (const address of addresses) expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it("leaves out what is damaged", () => {
    expect(parseAddress("")).toEqual(NOWHERE);
    expect(parseAddress("#top")).toEqual(NOWHERE);
    expect(parseAddress("#/a/b/c?c=x&show=all&camera=1,2,3")).toEqual({ ...NOWHERE, networks: ["a"], image: "b", layer: "c" });
    expect(parseAddress("#/a//%E0%A4%A?c=-1&camera=1,2,3,4,NaN")).toMatchObject({
      image: null,
      layer: "%E0%A4%A",
      camera: null,
    });
  });
});
