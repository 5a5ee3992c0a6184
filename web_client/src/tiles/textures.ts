/** The textures of the tile engine, made and filled with plain WebGL 2 beside three.js. */

import { ExternalTexture, type WebGLRenderer } from "three";
import { PAGE_SIZE } from "./pack";
import { PicturePages } from "./picturePages";
import type { Piece } from "./strip";

/** Texels per row of the meta texture; as in panels.frag.glsl. */
export const META_WIDTH = 1024;

/** Texels per tile. */
const TILE_TEXELS = 2;

const COARSE_LEVELS = 3;

/**
 * `full`: level 0, signed, one page per layer. `coarse`: levels 1 to 3, two planes. `meta`: per tile its scale, the
 * means of its two parts, which channel is shown in its cell, and which generated picture stands in for it.
 */
export class TileTextures {
  readonly full = new ExternalTexture();
  readonly coarse = new ExternalTexture();
  readonly meta = new ExternalTexture();
  readonly pictures: PicturePages;
  private readonly gl: WebGL2RenderingContext;

  /** Throws RangeError where the graphics card cannot hold that many pages. */
  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly pages: number,
    private readonly tiles: number,
  ) {
    this.gl = renderer.getContext() as WebGL2RenderingContext;
    const most = this.gl.getParameter(this.gl.MAX_ARRAY_TEXTURE_LAYERS) as number;
    if (pages > most) {
      throw new RangeError(`these networks need ${pages} texture pages, this graphics card holds ${most}: show fewer`);
    }
    this.pictures = new PicturePages(renderer);
    this.create();
  }

  /** Makes the textures, empty; also after the context was lost and has come back. */
  create(): void {
    const { gl } = this;
    const pages = Math.max(this.pages, 1);
    const half = PAGE_SIZE / 2;
    this.full.sourceTexture = this.make(gl.TEXTURE_2D_ARRAY, gl.NEAREST, gl.NEAREST, () => {
      gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R8, PAGE_SIZE, PAGE_SIZE, pages);
    });
    this.coarse.sourceTexture = this.make(gl.TEXTURE_2D_ARRAY, gl.LINEAR_MIPMAP_LINEAR, gl.LINEAR, () => {
      gl.texStorage3D(gl.TEXTURE_2D_ARRAY, COARSE_LEVELS, gl.RG8, half, half, pages);
    });
    this.meta.sourceTexture = this.make(gl.TEXTURE_2D, gl.NEAREST, gl.NEAREST, () => {
      gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, META_WIDTH, Math.max(1, Math.ceil((TILE_TEXELS * this.tiles) / META_WIDTH)));
    });
    this.pictures.create();
  }

  /** Between the loss of the context and its return. */
  get lost(): boolean {
    return this.gl.isContextLost();
  }

  /** Runs `upload` with the pixel transfer settings it needs, and puts three's back. */
  transfer(upload: () => void): void {
    const { gl } = this;
    const settings = [gl.UNPACK_ALIGNMENT, gl.UNPACK_FLIP_Y_WEBGL, gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL];
    const before = settings.map((name) => gl.getParameter(name) as number | boolean);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    upload();
    for (const [index, name] of settings.entries()) gl.pixelStorei(name, before[index] ?? 0);
  }

  /** Within `transfer`. */
  uploadPiece(piece: Piece): void {
    const { gl } = this;
    const isFull = piece.texture === "full";
    this.bind(gl.TEXTURE_2D_ARRAY, isFull ? this.full : this.coarse);
    const { level, x, y, page, width, height, data } = piece;
    const format = isFull ? gl.RED : gl.RG;
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, level, x, y, page, width, height, 1, format, gl.UNSIGNED_BYTE, data);
  }

  /** Within `transfer`: tiles [first, first + count) of `texels`, which holds eight numbers for every tile. */
  uploadMeta(texels: Float32Array, first: number, count: number): void {
    const { gl } = this;
    this.bind(gl.TEXTURE_2D, this.meta);
    const end = TILE_TEXELS * (first + count);
    for (let at = TILE_TEXELS * first; at < end; ) {
      const x = at % META_WIDTH;
      const rest = end - at;
      const rows = x === 0 ? Math.floor(rest / META_WIDTH) : 0;
      const width = rows > 0 ? META_WIDTH : Math.min(META_WIDTH - x, rest);
      const height = Math.max(1, rows);
      const row = Math.floor(at / META_WIDTH);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, row, width, height, gl.RGBA, gl.FLOAT, texels, 4 * at);
      at += width * height;
    }
  }

  dispose(): void {
    for (const texture of [this.full, this.coarse, this.meta]) {
      this.gl.deleteTexture(texture.sourceTexture);
      texture.sourceTexture = null;
    }
    this.pictures.dispose();
  }

  private make(target: GLenum, minified: GLenum, magnified: GLenum, allocate: () => void): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    this.renderer.state.bindTexture(target, texture);
    allocate();
    gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, minified);
    gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, magnified);
    gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** Through three, which otherwise goes on believing that its own texture is bound. */
  private bind(target: GLenum, texture: ExternalTexture): void {
    this.renderer.state.bindTexture(target, texture.sourceTexture as WebGLTexture);
  }
}
