/** All panels of all networks: one instanced quad, one draw call. */

import {
  Color,
  DoubleSide,
  DynamicDrawUsage,
  Float32BufferAttribute,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  RawShaderMaterial,
  Vector2,
  Vector4,
} from "three";
import { type PanelHit, pick, type Pickable, type Placement, type Ray } from "../picking/pick";
import type { TileStore } from "../tiles/store";
import colormapSource from "./colormap.glsl?raw";
import { type Colormap, COLORMAPS } from "./colormap";
import fragmentSource from "./panels.frag.glsl?raw";
import vertexSource from "./panels.vert.glsl?raw";

export interface PanelSpec extends Placement {
  /** Number in the store. */
  readonly layer: number;
  /** What the first cell shows; 0 unless a layer with more channels than cells is turned over. */
  readonly firstChannel?: number;
}

/** What is white, or fully blue: the channel's own largest value, the layer's, or one for all. */
export type Normalisation = "channel" | "layer" | { readonly shared: number };

export interface PanelView {
  readonly normalisation?: Normalisation;
  readonly colormap?: Colormap;
}

export interface TileReference {
  readonly panel: number;
  readonly channel: number;
}

const FOCUSED = 2;
const STRONGEST = 5;
/** Backing of a panel, sRGB. */
const BACKING = "#2b2f36";
/** Metres from the eye: gone, and still opaque. */
const FADE_DISTANCE = new Vector2(0.25, 0.5);

/** Per-instance attributes, four numbers each; panels.vert.glsl says which. */
const ATTRIBUTES = ["placement", "grid", "content", "tile", "page", "state"] as const;
type AttributeName = (typeof ATTRIBUTES)[number];

interface PanelState extends Pickable {
  firstChannel: number;
  opacity: number;
  pictures: number;
}

export class Panels {
  /** Add it to the scene; do not move it, or picking is wrong. A miniature: a second Mesh of the same geometry. */
  readonly mesh: Mesh<InstancedBufferGeometry, RawShaderMaterial>;
  private readonly items: PanelState[];
  private readonly attributes: Record<AttributeName, InstancedBufferAttribute>;
  private readonly outlines = Array.from({ length: FOCUSED + STRONGEST }, () => new Vector4(-1, 0, 0, 0));
  private focus: readonly TileReference[] = [];
  private strongest: readonly TileReference[] = [];
  private seenVersion = -1;
  private dirty = true;

  /** Throws RangeError where a panel names a layer that the store does not have. */
  constructor(
    private readonly store: TileStore,
    panels: readonly PanelSpec[],
  ) {
    this.items = panels.map((panel) => {
      const { channels } = store.layout(panel.layer);
      const shape = store.layers[panel.layer]?.shape ?? [channels, 1, 1];
      return { ...panel, firstChannel: panel.firstChannel ?? 0, opacity: 1, pictures: 0, shape };
    });
    const geometry = quads(this.items.length);
    const attribute = (): InstancedBufferAttribute => {
      const made = new InstancedBufferAttribute(new Float32Array(4 * this.items.length), 4);
      made.setUsage(DynamicDrawUsage);
      return made;
    };
    this.attributes = {
      placement: attribute(), grid: attribute(), content: attribute(),
      tile: attribute(), page: attribute(), state: attribute(),
    };
    for (const name of ATTRIBUTES) geometry.setAttribute(name, this.attributes[name]);
    this.mesh = new Mesh(geometry, panelMaterial(store, this.outlines));
    this.mesh.frustumCulled = false; // the instances are everywhere
    this.mesh.raycast = () => undefined; // `pick` is for that
    this.update();
  }

  get count(): number {
    return this.items.length;
  }

  placement(panel: number): Placement {
    return this.item(panel);
  }

  setPlacement(panel: number, placement: Partial<Placement>): void {
    Object.assign(this.item(panel), placement);
    this.dirty = true;
  }

  /** 0 hides the panel: it is neither drawn nor picked. */
  setOpacity(panel: number, opacity: number): void {
    this.item(panel).opacity = opacity;
    this.dirty = true;
  }

  /** How far the generated pictures stand in for the feature maps, where there are any: 0…1. */
  setPictures(panel: number, share: number): void {
    this.item(panel).pictures = share;
    this.dirty = true;
  }

  setFirstChannel(panel: number, firstChannel: number): void {
    this.item(panel).firstChannel = firstChannel;
    this.dirty = true;
  }

  setView({ normalisation, colormap }: PanelView): void {
    const { uniforms } = this.mesh.material;
    if (colormap !== undefined) set(uniforms["colormap"], COLORMAPS.indexOf(colormap));
    if (normalisation !== undefined) {
      const shared = typeof normalisation === "object";
      set(uniforms["normalisation"], shared ? 2 : normalisation === "layer" ? 1 : 0);
      if (shared) set(uniforms["sharedScale"], normalisation.shared);
    }
    this.dirty = true;
  }

  /** Up to two tiles get a dashed outline. Throws RangeError for more. */
  setFocus(tiles: readonly TileReference[]): void {
    if (tiles.length > FOCUSED) throw new RangeError(`expected at most ${FOCUSED} tiles, got ${tiles.length}`);
    if (sameTiles(tiles, this.focus)) return;
    this.focus = tiles;
    this.dirty = true;
  }

  /** Up to five channels of one panel get a double outline. Throws RangeError for more. */
  setStrongest(panel: number | null, channels: readonly number[]): void {
    if (channels.length > STRONGEST) {
      throw new RangeError(`expected at most ${STRONGEST} channels, got ${channels.length}`);
    }
    const tiles = panel === null ? [] : channels.map((channel) => ({ panel, channel }));
    if (sameTiles(tiles, this.strongest)) return;
    this.strongest = tiles;
    this.dirty = true;
  }

  /** The tile that a ray meets first. */
  pick(ray: Ray): PanelHit | null {
    return pick(ray, this.items, (layer, cell) => this.store.channelAt(layer, cell));
  }

  /** Once per frame, after the store's. True when the picture changes. */
  update(): boolean {
    if (!this.dirty && this.seenVersion === this.store.version) return false;
    for (let panel = 0; panel < this.items.length; panel++) this.writeInstance(panel);
    for (const name of ATTRIBUTES) this.attributes[name].needsUpdate = true;
    for (let outline = 0; outline < this.outlines.length; outline++) this.writeOutline(outline);
    this.mesh.material.uniformsNeedUpdate = true;
    this.seenVersion = this.store.version;
    this.dirty = false;
    return true;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  private item(panel: number): PanelState {
    const item = this.items[panel];
    if (item === undefined) throw new RangeError(`expected a panel from 0 to ${this.count - 1}, got ${panel}`);
    return item;
  }

  private writeInstance(panel: number): void {
    const item = this.item(panel);
    const [x, y, z] = item.position;
    const layout = this.store.layout(item.layer);
    const { placement, grid, content, tile, page, state } = this.attributes;
    placement.setXYZW(panel, x, y, z, item.yaw);
    grid.setXYZW(panel, item.width, item.height, item.columns, item.rows);
    content.setXYZW(panel, item.gap, item.firstChannel, layout.channels, layout.firstTile);
    tile.setXYZW(panel, layout.tileWidth, layout.tileHeight, layout.cellWidth, layout.cellHeight);
    page.setXYZW(panel, layout.columns, layout.rows, layout.firstPage, layout.firstRow);
    const finest = this.store.finestLevel(item.layer);
    state.setXYZW(panel, this.store.scale(item.layer), finest, item.opacity, item.pictures);
  }

  private writeOutline(index: number): void {
    const outline = this.outlines[index];
    if (outline === undefined) return;
    const focused = index < FOCUSED;
    const tile = focused ? this.focus[index] : this.strongest[index - FOCUSED];
    outline.set(-1, 0, 0, 0);
    if (tile === undefined) return;
    const { layer, firstChannel, columns, rows } = this.item(tile.panel);
    const place = this.store.cellOf(layer, tile.channel) - firstChannel;
    if (place < 0 || place >= columns * rows) return;
    outline.set(tile.panel, place % columns, Math.floor(place / columns), focused ? 0 : 1);
  }
}

function quads(count: number): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute("corner", new Float32BufferAttribute([0, 0, 0, 1, 1, 0, 1, 1], 2));
  geometry.setIndex([0, 1, 2, 2, 1, 3]); // counterclockwise seen from the front
  geometry.instanceCount = count;
  return geometry;
}

function panelMaterial(store: TileStore, outlines: readonly Vector4[]): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: vertexSource,
    fragmentShader: fragmentSource.replace("#include <colormap>", colormapSource),
    side: DoubleSide,
    toneMapped: false,
    uniforms: {
      ...store.uniforms,
      normalisation: { value: 1 },
      sharedScale: { value: 1 },
      colormap: { value: 0 },
      outlines: { value: outlines },
      backing: { value: new Color().setStyle(BACKING, "srgb-linear") }, // the numbers as they are: no conversion
      fadeDistance: { value: FADE_DISTANCE },
    },
  });
}

function set(uniform: { value: unknown } | undefined, value: number): void {
  if (uniform !== undefined) uniform.value = value;
}

function sameTiles(a: readonly TileReference[], b: readonly TileReference[]): boolean {
  return a.length === b.length && a.every(({ panel, channel }, i) => panel === b[i]?.panel && channel === b[i].channel);
}
