/** A renderer, a store and some panels, as small as a check needs them. */

import { type Camera, OrthographicCamera, Scene, WebGLRenderer } from "three";
import { type PanelSpec, Panels } from "../../src/scene/panels";
import { type LayerSpec } from "../../src/tiles/table";
import { type LoadOptions, TileStore } from "../../src/tiles/store";
import type { LayerEntry } from "../../src/wire/container";
import { crc32 } from "../../src/wire/crc32";
import * as encode from "./encode";

export type Pixel = readonly [number, number, number];

/** What a layer holds: signed bytes (C, H, W), and its scale. */
export interface Content extends LayerEntry {
  readonly values: Uint8Array;
  readonly scales?: readonly number[];
}

/** A content whose channels are constant. */
export function constant(id: string, height: number, width: number, levels: readonly number[]): Content {
  const values = new Uint8Array(levels.length * height * width);
  for (const [channel, level] of levels.entries()) {
    values.fill(level, channel * height * width, (channel + 1) * height * width);
  }
  return { id, shape: [levels.length, height, width], values };
}

/** The address of a stream with these layers, mip 0 only. */
export function streamOf(contents: readonly Content[]): string {
  return address(encode.join([...parts(contents), encode.end()]));
}

export function address(bytes: Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([bytes]));
}

export function* parts(contents: readonly Content[]): Generator<Uint8Array> {
  yield encode.header(contents);
  for (const [layer, { shape, values, scales }] of contents.entries()) {
    const [channels, height, width] = shape;
    yield encode.statistics(layer, Array.from({ length: channels }, (_, c) => {
      const scale = scales?.[c] ?? 1;
      return [scale, -scale, scale, 0];
    }));
    for (let first = 0, step = Math.max(1, Math.floor((1 << 19) / (height * width))); first < channels; first += step) {
      const count = Math.min(step, channels - first);
      const payload = values.subarray(first * height * width, (first + count) * height * width);
      yield encode.frame({ kind: 2, layer, first, channels: count, height, width }, payload, crc32);
    }
  }
}

export class Stage {
  readonly renderer: WebGLRenderer;
  readonly store: TileStore;
  readonly panels: Panels;
  readonly scene = new Scene();
  /** Uploaded by each update that uploaded anything. */
  readonly uploads: number[] = [];
  camera: Camera;

  constructor(
    readonly width: number,
    readonly height: number,
    layers: readonly LayerSpec[],
    panels: (store: TileStore) => readonly PanelSpec[],
  ) {
    this.renderer = new WebGLRenderer({ antialias: false });
    this.renderer.setPixelRatio(1);
    this.renderer.setSize(width, height, false);
    this.renderer.setClearColor(0xff8800, 1);
    this.store = new TileStore(this.renderer, layers);
    this.panels = new Panels(this.store, panels(this.store));
    this.panels.setView({ normalisation: "channel" });
    this.scene.add(this.panels.mesh);
    this.camera = flat(width, height);
  }

  /** Loads and draws frames until the stream is shown; `each` is called after every frame. */
  async load(url: string, options: LoadOptions = {}, each: () => void = () => undefined): Promise<void> {
    const state = { loading: true };
    const finished = this.store.load("test", url, options).finally(() => {
      state.loading = false;
    });
    finished.catch(() => undefined); // it is awaited below
    while (state.loading) {
      this.draw();
      each();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await finished;
    this.draw();
  }

  draw(): void {
    this.store.update();
    if (this.store.uploadedBytes > 0) this.uploads.push(this.store.uploadedBytes);
    this.panels.update();
    this.renderer.render(this.scene, this.camera);
  }

  /** Draws, and returns the picture as bytes RGBA, rows from the top. */
  picture(): Uint8Array {
    this.draw();
    const gl = this.renderer.getContext();
    const { width, height } = this;
    const bytes = new Uint8Array(4 * width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    const rows = new Uint8Array(bytes.length);
    for (let y = 0; y < height; y++) rows.set(bytes.subarray(4 * width * (height - 1 - y), 4 * width * (height - y)), 4 * width * y);
    return rows;
  }

  pixel(x: number, y: number): Pixel {
    return pixelAt(this.picture(), this.width, x, y);
  }

  dispose(): void {
    this.panels.dispose();
    this.store.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}

export function pixelAt(picture: Uint8Array, width: number, x: number, y: number): Pixel {
  const [r = -1, g = -1, b = -1] = picture.subarray(4 * (y * width + x));
  return [r, g, b];
}

/** A panel of `width` × `height` metres in the middle of the picture fills it if one metre is `width` pixels. */
function flat(width: number, height: number): OrthographicCamera {
  const camera = new OrthographicCamera(-0.5, 0.5, (0.5 * height) / width, (-0.5 * height) / width, 0.01, 100);
  camera.position.set(0, 0, 10);
  return camera;
}

/** A panel that fills the picture of `width` × `height` pixels. */
export function filling(
  layer: number,
  width: number,
  height: number,
  columns: number,
  rows: number,
  gap = 0,
): PanelSpec {
  return { layer, position: [0, 0, 0], yaw: 0, width: 1, height: height / width, columns, rows, gap };
}

export function specs(contents: readonly LayerEntry[]): LayerSpec[] {
  return contents.map(({ id, shape }) => ({ network: "test", id, shape }));
}
