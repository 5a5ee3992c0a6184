import {
  CanvasTexture,
  DoubleSide,
  GLSL3,
  InstancedBufferGeometry,
  LinearMipmapLinearFilter,
  Mesh,
  NoColorSpace,
  PlaneGeometry,
  RawShaderMaterial,
} from "three";
import type { Board } from "./signs";
import { onBoard } from "./signs";
import { addInstances } from "./textMesh";

const VERTEX = /* glsl */ `
uniform mat4 viewMatrix, projectionMatrix;
in vec3 position;
in vec3 origin, right, up;
in vec4 rectangle;
out vec2 coordinate;
out float away;
void main() {
  vec2 corner = position.xy + 0.5;
  coordinate = mix(rectangle.xy, rectangle.zw, vec2(corner.x, 1.0 - corner.y));
  vec4 eye = viewMatrix * vec4(origin + right * corner.x + up * corner.y, 1.0);
  away = length(eye.xyz);
  gl_Position = projectionMatrix * eye;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D atlas;
in vec2 coordinate;
in float away;
out vec4 fragment;
void main() {
  // Whoever walks through the canvas is not stopped by it: it dissolves within half a metre.
  if (away < 0.5 && fract(dot(floor(gl_FragCoord.xy), vec2(0.7548, 0.5698))) > away * 2.0) discard;
  fragment = vec4(texture(atlas, coordinate).rgb, 1.0);
}`;

/** Pixels of the atlas: the input picture at the left, thumbnails at the right. */
const SIZE = 1024;
const PICTURE = 640;
const THUMBNAIL = 96;
const THUMBNAIL_COLUMNS = Math.floor((SIZE - PICTURE) / THUMBNAIL);

/** A picture that hangs somewhere; `slot` null is the input picture, a number a thumbnail of the shelf. */
export interface Hanging extends Board {
  width: number;
  height: number;
  slot: number | null;
}

/** Input canvases and shelf thumbnails of the whole hall in one draw call. */
export class PictureMesh {
  readonly mesh: Mesh<InstancedBufferGeometry, RawShaderMaterial>;
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;
  readonly #texture: CanvasTexture;
  #aspect = 1;
  #hanging: readonly Hanging[] = [];

  constructor(anisotropy: number) {
    this.#canvas.width = this.#canvas.height = SIZE;
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("Expected a 2D canvas for the pictures, but this browser gives none.");
    this.#context = context;
    context.fillStyle = "#2b2f36";
    context.fillRect(0, 0, SIZE, SIZE);
    context.imageSmoothingQuality = "high";
    this.#texture = new CanvasTexture(this.#canvas);
    this.#texture.colorSpace = NoColorSpace;
    this.#texture.flipY = false;
    this.#texture.minFilter = LinearMipmapLinearFilter;
    this.#texture.anisotropy = anisotropy;
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      side: DoubleSide,
      uniforms: { atlas: { value: this.#texture } },
    });
    this.mesh = new Mesh(new InstancedBufferGeometry(), material);
    this.mesh.frustumCulled = false;
  }

  /** Hangs these pictures instead of the ones before. */
  hang(pictures: readonly Hanging[]): void {
    this.#hanging = pictures;
    const values = pictures.flatMap((picture) => {
      const { width, height } = picture;
      const corner = onBoard(picture, -width / 2, -height / 2);
      const right = onBoard(picture, width / 2, -height / 2).map((v, i) => v - (corner[i] ?? 0));
      const up = onBoard(picture, -width / 2, height / 2).map((v, i) => v - (corner[i] ?? 0));
      return [...corner, ...right, ...up, ...rectangleOf(picture, this.#aspect).map((v) => v / SIZE)];
    });
    const geometry = new InstancedBufferGeometry();
    const quad = new PlaneGeometry(1, 1);
    geometry.index = quad.index;
    geometry.setAttribute("position", quad.getAttribute("position"));
    addInstances(geometry, values, { origin: 3, right: 3, up: 3, rectangle: 4 });
    geometry.instanceCount = pictures.length;
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
  }

  /** The picture on the canvases; each shows the centre of it that fills its own shape, as its network sees it. */
  setPicture(image: CanvasImageSource & { width: number; height: number }): void {
    this.#context.drawImage(image, 0, 0, image.width, image.height, 0, 0, PICTURE, PICTURE);
    this.#texture.needsUpdate = true;
    this.#aspect = image.width / image.height;
    this.hang(this.#hanging);
  }

  /** One thumbnail of the shelf, cropped in the centre; null: an empty place. */
  setThumbnail(slot: number, image: (CanvasImageSource & { width: number; height: number }) | null): void {
    const [x, y] = thumbnailAt(slot);
    this.#context.fillRect(x, y, THUMBNAIL, THUMBNAIL);
    if (image) {
      const side = Math.min(image.width, image.height);
      const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
      this.#context.drawImage(image, left, top, side, side, x, y, THUMBNAIL, THUMBNAIL);
    }
    this.#texture.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#texture.dispose();
  }
}

function thumbnailAt(slot: number): [number, number] {
  return [PICTURE + (slot % THUMBNAIL_COLUMNS) * THUMBNAIL, Math.floor(slot / THUMBNAIL_COLUMNS) * THUMBNAIL];
}

/**
 * Left, top, right and bottom in the atlas of what a hanging picture shows, half a pixel inside so that neighbours never
 * shine through. The input picture lies in its square squeezed; `aspect` is its true width divided by its height.
 */
export function rectangleOf(hanging: Hanging, aspect: number): [number, number, number, number] {
  const [x, y] = hanging.slot === null ? [0, 0] : thumbnailAt(hanging.slot);
  const side = hanging.slot === null ? PICTURE : THUMBNAIL;
  const wanted = hanging.width / hanging.height / (hanging.slot === null ? aspect : 1);
  const [across, down] = [Math.min(1, wanted), Math.min(1, 1 / wanted)].map((part) => (part * side) / 2 - 0.5);
  const [dx, dy] = [across ?? 0, down ?? 0];
  return [x + side / 2 - dx, y + side / 2 - dy, x + side / 2 + dx, y + side / 2 + dy];
}
