/** What the tile engine draws, compared pixel by pixel with what it should draw. */

import { metaQuest3, XRDevice } from "iwer";
import { PerspectiveCamera, Vector3 } from "three";
import { colour, COLORMAPS } from "../../src/scene/colormap";
import { PICTURE_SIZE, pictureLevels } from "../../src/tiles/pictureLevels";
import * as encode from "./encode";
import { address, constant, type Content, filling, parts, type Pixel, pixelAt, specs, Stage, streamOf } from "./stage";

const POSITIVE = 255;
const NEGATIVE = 1;
const WHITE: Pixel = [255, 255, 255];
const BLUE: Pixel = [0, 0, 255];

function difference(a: Pixel, b: Pixel): number {
  return Math.max(...a.map((component, index) => Math.abs(component - (b[index] ?? NaN))));
}

/** Constant tiles, white and blue in turn. */
function checkerboard(height: number, width: number, columns: number, rows: number): Content {
  const levels = Array.from({ length: columns * rows }, (_, channel) =>
    (Math.floor(channel / columns) + (channel % columns)) % 2 === 0 ? POSITIVE : NEGATIVE,
  );
  return constant(`${height}x${width}`, height, width, levels);
}

export interface BleedResult {
  readonly tile: string;
  readonly pixels: number;
  readonly wrong: number;
  readonly worst: number;
}

/** Straight before the panel, from 256 down to 8 pixels per tile: every pixel is the colour of its own tile. */
export async function straightCheckerboards(): Promise<BleedResult[]> {
  const results: BleedResult[] = [];
  for (const [height, width] of [[112, 112], [56, 56], [28, 28], [14, 14], [7, 7], [75, 88], [33, 17], [1, 1]] as const) {
    const content = checkerboard(height, width, CELLS, CELLS);
    const stage = new Stage(VIEW, VIEW, specs([content]), () => [filling(0, VIEW, VIEW, CELLS, CELLS)]);
    await stage.load(streamOf([content]));
    for (const pixels of [256, 129, 64, 37, 16, 8]) {
      const side = (CELLS * pixels) / VIEW;
      stage.panels.setPlacement(0, { width: side, height: side, position: [0.5 * (side - 1), 0.5 * (1 - side), 0] });
      results.push({ tile: `${height}×${width}`, pixels, ...compareBoard(stage.picture(), pixels) });
    }
    stage.dispose();
  }
  return results;
}

const CELLS = 16;
const VIEW = 400;

function compareBoard(picture: Uint8Array, pixels: number): { wrong: number; worst: number } {
  let wrong = 0;
  let worst = 0;
  const size = Math.min(VIEW, CELLS * pixels);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const wanted = (Math.floor(x / pixels) + Math.floor(y / pixels)) % 2 === 0 ? 255 : 0;
      const at = 4 * (y * VIEW + x);
      const [r = -1, g = -1, b = -1] = [picture[at], picture[at + 1], picture[at + 2]];
      const error = Math.max(Math.abs(r - wanted), Math.abs(g - wanted), Math.abs(b - 255));
      worst = Math.max(worst, error);
      if (error > 1) wrong++;
    }
  }
  return { wrong, worst };
}

/** From the side, in perspective, with gaps: picking says which tile every pixel inside a tile belongs to. */
export async function obliqueCheckerboard(): Promise<BleedResult> {
  const content = checkerboard(14, 14, 8, 8);
  const size = 400;
  const panel = { ...filling(0, size, size, 8, 8, 0.01), yaw: 0.4 };
  const stage = new Stage(size, size, specs([content]), () => [panel]);
  await stage.load(streamOf([content]));
  const camera = new PerspectiveCamera(40, 1, 0.1, 10);
  camera.position.set(-0.9, 0.3, 1.2);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  stage.camera = camera;
  const picture = stage.picture();
  const channelAt = (x: number, y: number): number | null => {
    const target = new Vector3((2 * x) / size - 1, 1 - (2 * y) / size, 0.5).unproject(camera);
    const direction = target.sub(camera.position);
    return stage.panels.pick({ origin: camera.position.toArray(), direction: direction.toArray() })?.channel ?? null;
  };
  const result = { tile: "oblique", pixels: 0, wrong: 0, worst: 0 };
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([dx = 0, dy = 0]) => channelAt(x + 2 * dx - 0.5, y + 2 * dy - 0.5));
      const channel = corners[0] ?? null;
      if (channel === null || corners.some((other) => other !== channel)) continue;
      const white = (Math.floor(channel / 8) + (channel % 8)) % 2 === 0;
      const error = difference(pixelAt(picture, size, x, y), white ? WHITE : BLUE);
      result.pixels++;
      result.worst = Math.max(result.worst, error);
      if (error > 1) result.wrong++;
    }
  }
  stage.dispose();
  return result;
}

/** All 255 values in all colour maps: the largest difference between the shader and colormap.ts, in 1/255. */
export async function colormapDifference(): Promise<Record<string, number>> {
  const values = Uint8Array.from({ length: 256 }, (_, index) => index);
  const content: Content = { id: "ramp", shape: [1, 1, 256], values };
  const stage = new Stage(256, 2, specs([content]), () => [filling(0, 256, 2, 1, 1)]);
  await stage.load(streamOf([content]));
  const worst: Record<string, number> = {};
  for (const map of COLORMAPS) {
    stage.panels.setView({ colormap: map });
    const picture = stage.picture();
    worst[map] = 0;
    for (let q = 0; q < 256; q++) {
      const v = q === 0 ? NaN : (q - 128) / 127;
      const [r, g, b] = colour(map, v);
      const shown = pixelAt(picture, 256, q, 0);
      worst[map] = Math.max(worst[map], difference(shown, [255 * r, 255 * g, 255 * b]));
    }
  }
  stage.dispose();
  return worst;
}

/** Two channels with scales 2 and 1, all values at half of the scale, in each normalisation. */
export async function normalisations(): Promise<Record<string, Pixel[]>> {
  const content: Content = { ...constant("a", 4, 4, [192, 192]), scales: [2, 1] };
  const stage = new Stage(64, 32, specs([content]), () => [filling(0, 64, 32, 2, 1)]);
  await stage.load(streamOf([content]));
  const shown: Record<string, Pixel[]> = {};
  for (const normalisation of ["channel", "layer", { shared: 4 }] as const) {
    stage.panels.setView({ normalisation });
    const name = typeof normalisation === "string" ? normalisation : "shared";
    shown[name] = [stage.pixel(16, 16), stage.pixel(48, 16)];
  }
  stage.dispose();
  return shown;
}

/** A map of alternating −1 and 1 from so far that a tile is 16, 4 and 1 pixels: both signs stay visible. */
export async function bothSignsFromAfar(): Promise<Pixel[]> {
  const values = Uint8Array.from({ length: 64 * 64 }, (_, i) => ((i + Math.floor(i / 64)) % 2 === 0 ? POSITIVE : NEGATIVE));
  const content: Content = { id: "a", shape: [1, 64, 64], values };
  const shown: Pixel[] = [];
  for (const size of [16, 4, 1]) {
    const stage = new Stage(size, size, specs([content]), () => [filling(0, size, size, 1, 1)]);
    await stage.load(streamOf([content]));
    shown.push(stage.pixel(Math.floor(size / 2), Math.floor(size / 2)));
    stage.dispose();
  }
  return shown;
}

/** Horizontal stripes of 4 texels, seen from 78 degrees to the side: how far apart light and dark pixels still are. */
export async function contrastFromTheSide(): Promise<number> {
  const values = Uint8Array.from({ length: 256 * 256 }, (_, i) => (Math.floor(i / 1024) % 2 === 0 ? POSITIVE : 128));
  const content: Content = { id: "a", shape: [1, 256, 256], values };
  const panel = { ...filling(0, 256, 256, 1, 1), yaw: (78 * Math.PI) / 180 };
  const stage = new Stage(256, 256, specs([content]), () => [panel]);
  await stage.load(streamOf([content]));
  const picture = stage.picture();
  const column = Array.from({ length: 200 }, (_, y) => pixelAt(picture, 256, 128, 28 + y)[0]);
  stage.dispose();
  return Math.max(...column) - Math.min(...column);
}

/** Exact texels when magnified: every pixel of an enlarged random map is its texel's colour. */
export async function magnified(): Promise<number> {
  const random = encode.randomNumbers(6);
  const values = Uint8Array.from({ length: 8 * 8 }, () => 1 + Math.floor(random() * 255));
  const content: Content = { id: "a", shape: [1, 8, 8], values };
  const stage = new Stage(128, 128, specs([content]), () => [filling(0, 128, 128, 1, 1)]);
  await stage.load(streamOf([content]));
  const picture = stage.picture();
  let worst = 0;
  for (let y = 0; y < 128; y++) {
    for (let x = 0; x < 128; x++) {
      const value = ((values[Math.floor(y / 16) * 8 + Math.floor(x / 16)] ?? 0) - 128) / 127;
      const [r, g, b] = colour("blue-black-white", value);
      worst = Math.max(worst, difference(pixelAt(picture, 128, x, y), [255 * r, 255 * g, 255 * b]));
    }
  }
  stage.dispose();
  return worst;
}

/** One tile before values, with a value, blank; sorted; hidden; from behind; gap; outlined. */
export async function states(): Promise<Record<string, unknown>> {
  const content = constant("a", 16, 16, [POSITIVE, NEGATIVE, NEGATIVE]);
  const size = 200;
  const stage = new Stage(size, size, specs([content]), () => [filling(0, size, size, 2, 2, 0.04)]);
  const first: Pixel = stage.pixel(50, 50);
  const greys = new Set<number>();
  const before = stage.picture();
  for (let x = 20; x < 90; x++) {
    const [r, g, b] = pixelAt(before, size, x, 50);
    if (r === g && g === b) greys.add(r);
  }
  await stage.load(streamOf([content]));
  const result: Record<string, unknown> = {
    hatched: first[0] === first[1] && first[1] === first[2] && greys.size > 1,
    white: stage.pixel(50, 50),
    blue: stage.pixel(150, 50),
    blank: stage.pixel(150, 150),
    gap: stage.pixel(100, 50),
    drawCalls: stage.renderer.info.render.calls,
    triangles: stage.renderer.info.render.triangles,
    statistics: stage.store.readStatistics(0, 1),
  };
  stage.store.setOrder(0, Uint32Array.of(1, 0, 2));
  const ray = { origin: [-0.25, 0.25, 5], direction: [0, 0, -1] } as const;
  Object.assign(result, { sorted: [stage.pixel(50, 50), stage.pixel(150, 50)], sortedPick: stage.panels.pick(ray)?.channel });
  stage.panels.setFocus([{ panel: 0, channel: 1 }]);
  result["amber"] = countPixels(stage.picture(), ([r, g, b]) => r > 230 && g > 150 && g < 200 && b < 40);
  stage.panels.setFocus([]);
  stage.store.setOrder(0, null);
  await stage.load(streamOf([content]));
  result["behind"] = behind(stage);
  stage.panels.setOpacity(0, 0);
  Object.assign(result, { hidden: stage.pixel(50, 50), hiddenPick: stage.panels.pick(ray) });
  stage.panels.setOpacity(0, 1);
  stage.store.forget("test");
  result["forgotten"] = stage.store.detail(0);
  stage.dispose();
  return result;
}

function behind(stage: Stage): Pixel {
  stage.panels.setPlacement(0, { yaw: Math.PI });
  const shown = stage.pixel(50, 50);
  stage.panels.setPlacement(0, { yaw: 0 });
  return shown;
}

/** What is shown after the context was lost and came back. */
export async function contextLoss(): Promise<Pixel> {
  const content = constant("a", 16, 16, [POSITIVE]);
  const stage = new Stage(32, 32, specs([content]), () => [filling(0, 32, 32, 1, 1)]);
  await stage.load(streamOf([content]));
  const extension = stage.renderer.getContext().getExtension("WEBGL_lose_context");
  const canvas = stage.renderer.domElement;
  const next = (name: string): Promise<unknown> =>
    new Promise((resolve) => {
      canvas.addEventListener(name, resolve, { once: true });
    });
  const lost = next("webglcontextlost");
  extension?.loseContext();
  await lost;
  stage.draw();
  const restored = next("webglcontextrestored");
  setTimeout(() => extension?.restoreContext(), 0);
  await restored;
  for (let frame = 0; frame < 500 && stage.store.detail(0) !== "full"; frame++) {
    stage.draw();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return stage.pixel(16, 16);
}

/** The levels of a picture of one colour. */
function plainPicture([r, g, b]: Pixel): Uint8Array[] {
  const pixels = new Uint8Array(4 * PICTURE_SIZE ** 2);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([r, g, b, 255], at);
  return pictureLevels(pixels);
}

/** A white, a blue and a white tile: with a red picture, with a green one half faded in, with none. */
export async function generatedPictures(): Promise<Record<string, unknown>> {
  const content = constant("a", 16, 16, [POSITIVE, NEGATIVE, POSITIVE]);
  const stage = new Stage(192, 64, specs([content]), () => [filling(0, 192, 64, 3, 1)]);
  const tiles = (): Pixel[] => [32, 96, 160].map((x) => stage.pixel(x, 32));
  stage.store.putPicture(0, plainPicture([200, 0, 0]));
  stage.store.setPicture(0, 0, 0, 1);
  stage.panels.setPictures(0, 1);
  const result: Record<string, unknown> = { beforeValues: tiles()[0] };
  await stage.load(streamOf([content]));
  stage.store.putPicture(70, plainPicture([0, 200, 0])); // the second page: the first one is copied
  stage.store.setPicture(0, 1, 70, 0.5);
  result["shown"] = tiles();
  stage.store.setOrder(0, Uint32Array.of(2, 0, 1));
  result["sorted"] = tiles();
  stage.store.setOrder(0, null);
  stage.panels.setPictures(0, 0);
  result["activations"] = tiles();
  stage.panels.setPictures(0, 1);
  stage.store.setPicture(0, 0, -1, 0);
  Object.assign(result, { removed: tiles(), drawCalls: stage.renderer.info.render.calls });
  stage.uploads.length = 0;
  for (let slot = 0; slot < 40; slot++) stage.store.putPicture(slot, plainPicture([0, 0, 0]));
  while (stage.store.pending) stage.draw();
  result["uploads"] = stage.uploads;
  stage.dispose();
  return result;
}

/** A board of red and green pictures from near and far: no pixel has anything of a neighbour's picture. */
export async function pictureCheckerboards(): Promise<BleedResult[]> {
  const content = checkerboard(16, 16, CELLS, CELLS);
  const stage = new Stage(VIEW, VIEW, specs([content]), () => [filling(0, VIEW, VIEW, CELLS, CELLS)]);
  await stage.load(streamOf([content]));
  const [white, blue] = [plainPicture(WHITE), plainPicture(BLUE)];
  for (let tile = 0; tile < CELLS * CELLS; tile++) {
    const slot = (tile * 97) % 256; // neighbours on the page are no neighbours on the panel
    stage.store.putPicture(slot, (Math.floor(tile / CELLS) + (tile % CELLS)) % 2 === 0 ? white : blue);
    stage.store.setPicture(0, tile, slot, 1);
  }
  stage.panels.setPictures(0, 1);
  stage.store.forget("test"); // hatched below: nothing of the feature maps may be seen
  while (stage.store.pending) stage.draw();
  const results = [256, 129, 64, 37, 16, 8].map((pixels) => {
    const side = (CELLS * pixels) / VIEW;
    stage.panels.setPlacement(0, { width: side, height: side, position: [0.5 * (side - 1), 0.5 * (1 - side), 0] });
    return { tile: "picture", pixels, ...compareBoard(stage.picture(), pixels) };
  });
  stage.dispose();
  return results;
}

function countPixels(picture: Uint8Array, test: (pixel: Pixel) => boolean): number {
  let count = 0;
  for (let index = 0; index < picture.length / 4; index++) if (test(pixelAt(picture, 1, 0, index))) count++;
  return count;
}

/** Pixels of another colour than the backing around a blank cell, whose borders lie within pixels. */
export async function smudgesAroundBlankCells(): Promise<number> {
  const content = constant("a", 16, 16, [POSITIVE, POSITIVE, POSITIVE]);
  const stage = new Stage(200, 200, specs([content]), () => [filling(0, 200, 200, 2, 2, 0.0475)]);
  await stage.load(streamOf([content]));
  const picture = stage.picture();
  let smudges = 0;
  for (let y = 100; y < 200; y++) {
    for (let x = 100; x < 200; x++) if (difference(pixelAt(picture, 200, x, y), [0x2b, 0x2f, 0x36]) > 1) smudges++;
  }
  stage.dispose();
  return smudges;
}

/** Near the eye a panel fades: share of its pixels that are drawn at 0.6, 0.375 and 0.2 m. */
export async function fading(): Promise<number[]> {
  const content = constant("a", 4, 4, [POSITIVE]);
  const stage = new Stage(64, 64, specs([content]), () => [filling(0, 64, 64, 1, 1)]);
  await stage.load(streamOf([content]));
  const shares = [0.6, 0.375, 0.2].map((distance) => {
    const camera = new PerspectiveCamera(5, 1, 0.01, 10);
    camera.position.set(0, 0, distance);
    stage.camera = camera;
    return countPixels(stage.picture(), (pixel) => difference(pixel, WHITE) <= 1) / 64 ** 2;
  });
  stage.dispose();
  return shares;
}

/** While a second run streams in, every frame shows the first run's colour or the second's, nothing else. */
export async function noFlicker(): Promise<{ colours: string[]; uploads: number[]; progress: unknown }> {
  const layers = (level: number): Content[] => [
    constant("a", 224, 224, Array.from({ length: 64 }, () => level)),
    constant("b", 112, 112, Array.from({ length: 128 }, () => level)),
  ];
  const size = 64;
  const stage = new Stage(size, size, specs(layers(0)), () => [filling(0, size, size, 8, 8)]);
  await stage.load(streamOf(layers(POSITIVE)));
  const colours = new Set<string>();
  let progress: unknown = null;
  const options = { onProgress: (now: unknown) => { progress = now; } };
  await stage.load(streamOf(layers(NEGATIVE)), options, () => colours.add(stage.pixel(30, 30).join()));
  colours.add(stage.pixel(30, 30).join());
  stage.dispose();
  return { colours: [...colours], uploads: stage.uploads, progress };
}

/** In a (simulated) headset, with values streaming in during the session: both halves of the picture are white. */
export async function bothEyes(): Promise<{ drawCalls: number; left: Pixel; right: Pixel }> {
  const device = new XRDevice(metaQuest3, { stereoEnabled: true });
  device.installRuntime({ globalObject: globalThis, forceInstall: true });
  const content = constant("a", 4, 4, [POSITIVE]);
  const panel = { ...filling(0, 1, 1, 1, 1), position: [0, 1.6, -2] as const, width: 8, height: 8 };
  const stage = new Stage(200, 100, specs([content]), () => [panel]);
  const { renderer } = stage;
  document.body.append(renderer.domElement);
  renderer.xr.enabled = true;
  const session = await (navigator as Navigator & { xr: XRSystem }).xr.requestSession("immersive-vr", { requiredFeatures: ["local-floor"] });
  await renderer.xr.setSession(session);
  const loading = stage.store.load("test", streamOf([content]));
  const shown = await new Promise<{ drawCalls: number; left: Pixel; right: Pixel }>((resolve) => {
    renderer.setAnimationLoop(() => {
      const picture = stage.picture();
      const [left, right] = [pixelAt(picture, 200, 50, 50), pixelAt(picture, 200, 150, 50)];
      if (stage.store.detail(0) === "full") resolve({ drawCalls: renderer.info.render.calls, left, right });
    });
  });
  await loading;
  renderer.setAnimationLoop(null);
  await session.end();
  stage.dispose();
  return shown;
}

/** How a load fails: name and kind of the error. */
export async function failures(): Promise<Record<string, string>> {
  const content = constant("a", 4, 4, [POSITIVE]);
  const stage = new Stage(16, 16, specs([content]), () => [filling(0, 16, 16, 1, 1)]);
  const whole = encode.join([...parts([content]), encode.end()]);
  const controller = new AbortController();
  const attempts: Record<string, () => Promise<void>> = {
    cut: () => stage.load(address(whole.slice(0, -32))),
    corrupt: () => stage.load(address(whole.with(whole.length - 60, 77))),
    missing: () => stage.load("./there-is-no-such-stream"),
    aborted: () => {
      const loading = stage.load(streamOf([content]), { signal: controller.signal });
      controller.abort();
      return loading;
    },
    abortedBefore: () => stage.load(streamOf([content]), { signal: controller.signal }),
    superseded: async () => {
      const first = stage.load(streamOf([content]));
      await Promise.all([first, stage.load(streamOf([content]))]);
    },
  };
  const seen: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    seen[name] = await attempt().then(
      () => "no error",
      (error: unknown) => describe(error),
    );
  }
  stage.dispose();
  return seen;
}

function describe(error: unknown): string {
  const { name, kind, status } = error as { name?: string; kind?: string; status?: number };
  return [name, kind, status].filter((part) => part !== undefined).join(" ");
}
