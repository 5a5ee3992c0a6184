import {
  CanvasTexture,
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  NoColorSpace,
  PlaneGeometry,
  RawShaderMaterial,
} from "three";
import { fitted } from "./fitting";
import { GLYPH_UNIT, GlyphAtlas } from "./glyphs";
import type { Text } from "./signs";
import { onBoard } from "./signs";

const VERTEX = /* glsl */ `
uniform mat4 viewMatrix, projectionMatrix;
in vec3 position;
in vec3 origin, right, up;
in vec4 rectangle;
in vec3 colour;
out vec2 coordinate;
out vec3 tint;
void main() {
  vec2 corner = position.xy + 0.5;
  coordinate = vec2(mix(rectangle.x, rectangle.z, corner.x), mix(rectangle.w, rectangle.y, corner.y));
  tint = colour;
  vec4 eye = viewMatrix * vec4(origin + right * corner.x - up * (1.0 - corner.y), 1.0);
  // A little nearer than the board it is written on, for every eye, without a second depth buffer.
  eye.xyz *= 0.998;
  gl_Position = projectionMatrix * eye;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D atlas;
in vec2 coordinate;
in vec3 tint;
out vec4 fragment;
void main() {
  float ink = texture(atlas, coordinate).r;
  if (ink < 0.02) discard;
  fragment = vec4(tint, ink);
}`;

const FLOATS = 16;

/** All text of the hall in one draw call: one instance for each glyph. */
export class TextMesh {
  readonly mesh: Mesh<InstancedBufferGeometry, RawShaderMaterial>;
  readonly #atlas = new GlyphAtlas();
  readonly #texture: CanvasTexture;
  #shown = 0;

  constructor(anisotropy: number) {
    this.#texture = new CanvasTexture(this.#atlas.canvas);
    this.#texture.colorSpace = NoColorSpace;
    this.#texture.flipY = false;
    this.#texture.minFilter = LinearMipmapLinearFilter;
    this.#texture.magFilter = LinearFilter;
    this.#texture.anisotropy = anisotropy;
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: { atlas: { value: this.#texture } },
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new Mesh(new InstancedBufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 10;
    this.set([]);
  }

  /** Shows these lines instead of the ones before. */
  set(texts: readonly Text[]): void {
    const values: number[] = [];
    for (const text of texts) this.#write(text, values);
    const geometry = new InstancedBufferGeometry();
    const quad = new PlaneGeometry(1, 1);
    geometry.index = quad.index;
    geometry.setAttribute("position", quad.getAttribute("position"));
    addInstances(geometry, values, { origin: 3, right: 3, up: 3, rectangle: 4, colour: 3 });
    geometry.instanceCount = values.length / FLOATS;
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
    this.mesh.visible = values.length > 0;
    if (this.#shown !== this.#atlas.version) {
      this.#shown = this.#atlas.version;
      this.#texture.needsUpdate = true;
    }
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#texture.dispose();
  }

  #write(line: Text, values: number[]): void {
    const atlas = this.#atlas;
    const widest = line.widest === undefined ? undefined : line.widest / line.capitals;
    const { text, squeeze } = fitted(line.text, widest, (candidate) => atlas.measure(candidate));
    const width = atlas.measure(text) * squeeze;
    let pen = line.align === "left" ? 0 : line.align === "centre" ? -width / 2 : -width;
    const [x, y, z] = line.position;
    const right = subtract(onBoard(line, 1, 0), [x, y, z]);
    const up = subtract(onBoard(line, 0, 1), [x, y, z]);
    const colour = [(line.colour >> 16) / 255, ((line.colour >> 8) & 255) / 255, (line.colour & 255) / 255];
    for (const character of text) {
      const glyph = atlas.glyph(character);
      if (character !== " ") {
        const [left, top, w, h] = glyph.rectangle;
        const origin = onBoard(line, (pen + glyph.left * squeeze) * line.capitals, glyph.top * line.capitals);
        const [across, down] = [(w / GLYPH_UNIT) * line.capitals * squeeze, (h / GLYPH_UNIT) * line.capitals];
        values.push(...origin, ...right.map((v) => v * across), ...up.map((v) => v * down));
        values.push(left / atlas.width, top / atlas.height, (left + w) / atlas.width, (top + h) / atlas.height);
        values.push(...colour);
      }
      pen += glyph.advance * squeeze;
    }
  }
}

/** Splits interleaved instance values into attributes of the given sizes. */
export function addInstances(geometry: InstancedBufferGeometry, values: number[], sizes: Record<string, number>): void {
  const stride = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const count = values.length / stride;
  let offset = 0;
  for (const [name, size] of Object.entries(sizes)) {
    const array = new Float32Array(count * size);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < size; k++) array[i * size + k] = values[i * stride + offset + k] ?? 0;
    }
    const attribute = new InstancedBufferAttribute(array, size);
    attribute.setUsage(DynamicDrawUsage);
    geometry.setAttribute(name, attribute);
    offset += size;
  }
}

function subtract(a: readonly [number, number, number], b: readonly [number, number, number]): number[] {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
