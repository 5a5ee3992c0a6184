import {
  DoubleSide,
  GLSL3,
  BufferGeometry,
  Float32BufferAttribute,
  Mesh,
  PlaneGeometry,
  RawShaderMaterial,
} from "three";
import type { Edge } from "../api/types";
import { ribbonTriangles } from "./ribbons";

const FLOOR_VERTEX = /* glsl */ `
uniform mat4 viewMatrix, projectionMatrix;
uniform vec3 cameraPosition;
uniform float reach;
in vec3 position;
out vec2 place;
out vec2 away;
void main() {
  vec3 world = vec3(position.x * reach + cameraPosition.x, 0.0, position.y * reach + cameraPosition.z);
  place = world.xz;
  away = (world.xz - cameraPosition.xz) / reach;
  gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
}`;

const FLOOR_FRAGMENT = /* glsl */ `
precision highp float;
in vec2 place;
in vec2 away;
out vec4 fragment;
float lines(vec2 p, float every, float width) {
  vec2 q = p / every;
  vec2 pixel = fwidth(q);
  vec2 half_width = max(pixel, vec2(width / every)) * 0.5;
  vec2 d = abs(fract(q - 0.5) - 0.5);
  vec2 line = smoothstep(half_width + pixel, half_width, d) * min(vec2(1.0), width / every / pixel);
  return max(line.x, line.y);
}
void main() {
  vec3 ground = vec3(0.106, 0.118, 0.141);
  float fine = lines(place, 1.0, 0.012), coarse = lines(place, 4.0, 0.02);
  vec3 colour = mix(ground * 1.06, vec3(0.17, 0.19, 0.225), fine * 0.8);
  colour = mix(colour, vec3(0.25, 0.28, 0.33), coarse);
  fragment = vec4(mix(colour, ground, smoothstep(0.15, 0.95, length(away) * 2.0)), 1.0);
}`;

const RIBBON_VERTEX = /* glsl */ `
uniform mat4 viewMatrix, projectionMatrix;
in vec3 position, color;
out vec3 tint;
void main() {
  tint = color;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`;

const RIBBON_FRAGMENT = /* glsl */ `
precision mediump float;
in vec3 tint;
out vec4 fragment;
void main() { fragment = vec4(tint, 1.0); }`;

/** The floor: a 1 m grid, lighter every 4 m, that fades into the ground colour. It follows the eye. */
export class Floor {
  readonly mesh: Mesh<PlaneGeometry, RawShaderMaterial>;

  constructor() {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: FLOOR_VERTEX,
      fragmentShader: FLOOR_FRAGMENT,
      side: DoubleSide,
      uniforms: { reach: { value: 240 } },
    });
    this.mesh = new Mesh(new PlaneGeometry(1, 1, 1, 1), material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1;
  }

  /** Reaches further when seen from high above. */
  follow(height: number): void {
    const reach = this.mesh.material.uniforms["reach"];
    if (reach) reach.value = Math.max(240, 8 * height);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** All edges in one draw call. */
export class RibbonMesh {
  readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;

  constructor(edges: readonly Edge[]) {
    const { positions, colours } = ribbonTriangles(edges);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
    geometry.setAttribute("color", new Float32BufferAttribute(colours, 3));
    const shaders = { vertexShader: RIBBON_VERTEX, fragmentShader: RIBBON_FRAGMENT };
    this.mesh = new Mesh(geometry, new RawShaderMaterial({ glslVersion: GLSL3, side: DoubleSide, ...shaders }));
    this.mesh.frustumCulled = false;
    this.mesh.visible = positions.length > 0;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
