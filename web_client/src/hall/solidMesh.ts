import { BoxGeometry, GLSL3, InstancedBufferGeometry, Mesh, RawShaderMaterial } from "three";
import type { Solid } from "./signs";
import { addInstances } from "./textMesh";

const VERTEX = /* glsl */ `
uniform mat4 viewMatrix, projectionMatrix;
in vec3 position, normal;
in vec3 centre, size, colour, stripe;
in vec2 turn;
out vec3 base, second;
out vec2 place;
out float light;
vec3 turned(vec3 v) {
  float c = cos(turn.y), s = sin(turn.y);
  v = vec3(v.x, v.y * c + v.z * s, v.z * c - v.y * s);
  c = cos(turn.x), s = sin(turn.x);
  return vec3(v.x * c + v.z * s, v.y, v.z * c - v.x * s);
}
void main() {
  vec3 local = position * size;
  vec3 n = turned(normal);
  light = 0.78 + 0.22 * n.z + 0.16 * n.y + 0.05 * n.x;
  base = colour;
  second = stripe;
  place = local.xy;
  gl_Position = projectionMatrix * viewMatrix * vec4(centre + turned(local), 1.0);
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
in vec3 base, second;
in vec2 place;
in float light;
out vec4 fragment;
void main() {
  float across = fract((place.x + place.y) / 0.12);
  vec3 colour = second.r >= 0.0 && across > 0.5 ? second : base;
  fragment = vec4(colour * clamp(light, 0.55, 1.0), 1.0);
}`;

const FLOATS = 14;

/** All boxes of the hall (plates, gates, bars, frames) in one draw call. */
export class SolidMesh {
  readonly mesh: Mesh<InstancedBufferGeometry, RawShaderMaterial>;

  constructor() {
    const material = new RawShaderMaterial({ glslVersion: GLSL3, vertexShader: VERTEX, fragmentShader: FRAGMENT });
    this.mesh = new Mesh(new InstancedBufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.set([]);
  }

  /** Shows these boxes instead of the ones before. */
  set(solids: readonly Solid[]): void {
    const values = solids.flatMap(({ position, size, colour, stripe, yaw, lean }) => [
      ...position,
      ...size,
      ...rgb(colour),
      ...(stripe === undefined ? [-1, -1, -1] : rgb(stripe)),
      yaw,
      lean,
    ]);
    const geometry = new InstancedBufferGeometry();
    const box = new BoxGeometry(1, 1, 1);
    geometry.index = box.index;
    geometry.setAttribute("position", box.getAttribute("position"));
    geometry.setAttribute("normal", box.getAttribute("normal"));
    addInstances(geometry, values, { centre: 3, size: 3, colour: 3, stripe: 3, turn: 2 });
    geometry.instanceCount = values.length / FLOATS;
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
    this.mesh.visible = solids.length > 0;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

function rgb(colour: number): [number, number, number] {
  return [(colour >> 16) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255];
}
