/** ResNet50 at 224 × 224 in the hall: the tile engine, and a mesh with its own texture for every tile. */

import {
  DataTexture,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  RedFormat,
  Scene,
  WebGLRenderer,
} from "three";
import { cellLength, cellStart } from "../../src/picking/grid";
import { type PanelSpec, Panels } from "../../src/scene/panels";
import { TileStore } from "../../src/tiles/store";
import type { LayerEntry, Shape } from "../../src/wire/container";
import { crc32 } from "../../src/wire/crc32";
import * as encode from "./encode";
import { specs } from "./stage";

const FRAMES = 120;
const NAIVE_FRAMES = 10;
/** A small picture: what is measured is the script, not a processor that paints in place of a graphics card. */
const SIDE = 64;

/** Input, 53 convolutions and the pooling after the first. */
function resnet50(): LayerEntry[] {
  const shapes: Shape[] = [[3, 224, 224], [64, 112, 112], [64, 56, 56]];
  for (const [blocks, width, size] of [[3, 64, 56], [4, 128, 28], [6, 256, 14], [3, 512, 7]] as const) {
    for (let block = 0; block < blocks; block++) {
      const before = block === 0 && width > 64 ? 2 * size : size;
      shapes.push([width, before, before], [width, size, size], [4 * width, size, size]);
      if (block === 0) shapes.push([4 * width, size, size]);
    }
  }
  return shapes.map((shape, index) => ({ id: `layer${index}`, shape }));
}

/** Statistics and level 2 of everything, then level 0, as the server sends it. */
function stream(layers: readonly LayerEntry[]): string {
  const random = encode.randomNumbers(7);
  const noise = Uint8Array.from({ length: 1 << 22 }, () => 1 + random() * 255);
  const parts: Uint8Array<ArrayBuffer>[] = [encode.header(layers) as Uint8Array<ArrayBuffer>];
  const frames = (layer: number, kind: number, mip: number, planes: number, [channels, height, width]: Shape): void => {
    const step = Math.max(1, Math.floor((1 << 20) / (planes * height * width)));
    for (let first = 0; first < channels; first += step) {
      const count = Math.min(step, channels - first);
      const payload = noise.subarray(0, count * planes * height * width);
      const head = { kind, mip, layer, first, channels: count, height, width };
      parts.push(encode.frame(head, payload, crc32) as Uint8Array<ArrayBuffer>);
    }
  };
  for (const [layer, { shape }] of layers.entries()) {
    const rows = Array.from({ length: shape[0] }, () => [1, -1, 1, 0]);
    parts.push(encode.statistics(layer, rows) as Uint8Array<ArrayBuffer>);
    frames(layer, 3, 2, 2, [shape[0], Math.ceil(shape[1] / 4), Math.ceil(shape[2] / 4)]);
  }
  for (const [layer, { shape }] of layers.entries()) frames(layer, 2, 0, 1, shape);
  parts.push(encode.end() as Uint8Array<ArrayBuffer>);
  return URL.createObjectURL(new Blob(parts));
}

function panelsOf(layers: readonly LayerEntry[]): PanelSpec[] {
  return layers.map(({ shape: [channels] }, layer) => {
    const columns = Math.ceil(Math.sqrt(channels * (4 / 3)));
    const rows = Math.ceil(channels / columns);
    return { layer, position: [0, 1.5, -4 * layer], yaw: 0, width: 3.2, height: (3.2 * rows) / columns, columns, rows, gap: 0.0045 };
  });
}

function walker(frame: number): PerspectiveCamera {
  const camera = new PerspectiveCamera(60, 1, 0.05, 300);
  camera.position.set(2.4, 1.6, 3 - 0.05 * frame);
  return camera;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}

function newRenderer(): WebGLRenderer {
  const renderer = new WebGLRenderer({ antialias: false });
  renderer.setSize(SIDE, SIDE, false);
  return renderer;
}

function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/** Waits until everything is drawn and the next frame begins: script between two frames runs as cold as in use. */
async function nextFrame(renderer: WebGLRenderer): Promise<void> {
  renderer.getContext().finish();
  await new Promise(requestAnimationFrame);
}

/** Counts the time that the page spends on taking messages from workers that are made from now on. */
function watchWorkers(): { spent: number } {
  const watch = { spent: 0 };
  Object.defineProperty(Worker.prototype, "onmessage", {
    configurable: true,
    set(this: Worker, listener: (event: { data: unknown }) => void) {
      this.addEventListener("message", (event: MessageEvent<unknown>) => {
        watch.spent += timed(() => {
          listener({ data: event.data }); // decoding happens when the data are asked for, and is part of the price
        });
      });
    },
  });
  return watch;
}

export interface TileResult {
  readonly panels: number;
  readonly tiles: number;
  readonly pages: number;
  readonly drawCalls: number;
  /** Script per frame, nothing to upload: median, and the 95th of 100. */
  readonly frameMs: number;
  readonly frameMs95: number;
  /** Main thread for a full update, all frames together, and the part of it that taking the worker's messages is. */
  readonly updateMs: number;
  readonly messagesMs: number;
  readonly largestUpload: number;
  readonly uploadFrames: number;
  readonly uploadedMegabytes: number;
  readonly secondsToCoarse: number;
  readonly secondsToFull: number;
  readonly pickMicroseconds: number;
}

/** The tile engine. The second full update is measured: the first one also makes the textures. */
export async function tileEngine(): Promise<TileResult> {
  const watch = watchWorkers();
  const layers = resnet50();
  const renderer = newRenderer();
  const store = new TileStore(renderer, specs(layers));
  const panels = new Panels(store, panelsOf(layers));
  const scene = new Scene();
  scene.add(panels.mesh);
  const url = stream(layers);
  const update = { ms: 0, largest: 0, frames: 0, bytes: 0, begin: 0, coarse: 0, full: 0 };
  for (let round = 0; round < 2; round++) {
    watch.spent = 0;
    Object.assign(update, { ms: 0, largest: 0, frames: 0, bytes: 0, begin: performance.now() });
    const loading = { now: true };
    const onProgress = ({ coarse }: { coarse: number }): void => {
      if (coarse === layers.length && update.coarse < update.begin) update.coarse = performance.now();
    };
    const finished = store.load("test", url, { onProgress }).finally(() => {
      loading.now = false;
    });
    for (let frame = 0; loading.now; frame++) {
      update.ms += timed(() => {
        store.update();
        panels.update();
      });
      update.largest = Math.max(update.largest, store.uploadedBytes);
      update.bytes += store.uploadedBytes;
      if (store.uploadedBytes > 0) update.frames++;
      renderer.render(scene, walker(frame));
      await nextFrame(renderer);
    }
    await finished;
    update.full = performance.now();
  }
  const script: number[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const camera = walker(frame);
    script.push(
      timed(() => {
        store.update();
        panels.update();
        renderer.render(scene, camera);
      }),
    );
    await nextFrame(renderer);
  }
  const picks = timed(() => {
    for (let ray = 0; ray < 1000; ray++) {
      panels.pick({ origin: [2, 1.6, -0.2 * ray], direction: [-0.001 * ray, 0, -1] });
    }
  });
  const result = {
    panels: panels.count,
    tiles: store.tiles,
    pages: store.pages,
    drawCalls: renderer.info.render.calls,
    frameMs: quantile(script, 0.5),
    frameMs95: quantile(script, 0.95),
    updateMs: update.ms + watch.spent,
    messagesMs: watch.spent,
    largestUpload: update.largest,
    uploadFrames: update.frames,
    uploadedMegabytes: update.bytes / 1e6,
    secondsToCoarse: (update.coarse - update.begin) / 1000,
    secondsToFull: (update.full - update.begin) / 1000,
    pickMicroseconds: picks,
  };
  panels.dispose();
  store.dispose();
  renderer.dispose();
  renderer.forceContextLoss();
  return result;
}

export interface NaiveResult {
  readonly tiles: number;
  readonly drawCalls: number;
  readonly frameMs: number;
}

/** A mesh, a material and a texture per tile: how such viewers are usually built. */
export async function meshPerTile(): Promise<NaiveResult> {
  const layers = resnet50();
  const renderer = newRenderer();
  const scene = new Scene();
  const geometry = new PlaneGeometry(1, 1);
  let tiles = 0;
  for (const panel of panelsOf(layers)) {
    const [channels, height, width] = layers[panel.layer]?.shape ?? [0, 1, 1];
    const values = new Uint8Array(width * height).fill(128);
    const cellWidth = cellLength(panel.width, panel.columns, panel.gap);
    const cellHeight = cellLength(panel.height, panel.rows, panel.gap);
    for (let channel = 0; channel < channels; channel++, tiles++) {
      const texture = new DataTexture(values, width, height, RedFormat);
      texture.unpackAlignment = 1;
      texture.needsUpdate = true;
      const mesh = new Mesh(geometry, new MeshBasicMaterial({ map: texture }));
      const x = cellStart(channel % panel.columns, cellWidth, panel.gap) + 0.5 * (cellWidth - panel.width);
      const y = cellStart(Math.floor(channel / panel.columns), cellHeight, panel.gap) + 0.5 * (cellHeight - panel.height);
      mesh.position.set(x, panel.position[1] - y, panel.position[2]);
      mesh.scale.set(cellWidth, cellHeight, 1);
      scene.add(mesh);
    }
  }
  const script: number[] = [];
  let drawCalls = 0;
  for (let frame = 0; frame <= NAIVE_FRAMES; frame++) {
    const camera = walker(frame);
    const spent = timed(() => {
      renderer.render(scene, camera);
    });
    await nextFrame(renderer);
    drawCalls = Math.max(drawCalls, renderer.info.render.calls);
    if (frame > 0) script.push(spent); // the first one uploads every texture
  }
  renderer.dispose();
  renderer.forceContextLoss();
  return { tiles, drawCalls, frameMs: quantile(script, 0.5) };
}
