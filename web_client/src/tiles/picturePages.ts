/** Generated pictures on the graphics card: 128 × 128 each, four levels, 64 to a page. */

import { ExternalTexture, type WebGLRenderer } from "three";
import { PICTURE_LEVELS, PICTURE_SIZE } from "./pictureLevels";

/** Pictures across and down a page; as in panels.frag.glsl. */
const ACROSS = 8;
const PER_PAGE = ACROSS * ACROSS;
const SIDE = ACROSS * PICTURE_SIZE;

/** Slot s stands on page s / 64, in row s / 8 % 8 and column s % 8 there. */
export class PicturePages {
  /** RGBA8, sRGB as it is to be seen. Takes next to no memory before the first picture comes. */
  readonly texture = new ExternalTexture();
  private readonly gl: WebGL2RenderingContext;
  private pages = 0;

  constructor(private readonly renderer: WebGLRenderer) {
    this.gl = renderer.getContext() as WebGL2RenderingContext;
  }

  /** Makes the texture, empty; also after the context was lost and has come back. */
  create(): void {
    this.pages = 0;
    this.texture.sourceTexture = this.make(ACROSS, 1);
  }

  /** Puts a picture into a slot; with the pixel transfer settings of {@link TileTextures.transfer}. */
  upload(slot: number, levels: readonly Uint8Array[]): void {
    const { gl } = this;
    const page = Math.floor(slot / PER_PAGE);
    this.reserve(page + 1);
    this.bind(this.texture.sourceTexture as WebGLTexture);
    const x = (slot % ACROSS) * PICTURE_SIZE;
    const y = (Math.floor(slot / ACROSS) % ACROSS) * PICTURE_SIZE;
    for (const [level, pixels] of levels.entries()) {
      const side = PICTURE_SIZE >> level;
      const at = [x >> level, y >> level, page, side, side, 1] as const;
      gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, level, ...at, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    }
  }

  dispose(): void {
    this.gl.deleteTexture(this.texture.sourceTexture);
    this.texture.sourceTexture = null;
  }

  /** Twice as many pages whenever there are too few; what is there is copied within the graphics card. */
  private reserve(pages: number): void {
    if (pages <= this.pages) return;
    const before = this.texture.sourceTexture as WebGLTexture;
    const count = Math.max(pages, 2 * this.pages);
    const grown = this.make(SIDE, count);
    this.copy(before, grown);
    this.gl.deleteTexture(before);
    this.texture.sourceTexture = grown;
    this.pages = count;
  }

  private copy(from: WebGLTexture, to: WebGLTexture): void {
    const { gl } = this;
    const target = gl.READ_FRAMEBUFFER;
    const bound = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
    const frame = gl.createFramebuffer();
    gl.bindFramebuffer(target, frame);
    this.bind(to);
    for (let page = 0; page < this.pages; page++) {
      for (let level = 0; level < PICTURE_LEVELS; level++) {
        gl.framebufferTextureLayer(target, gl.COLOR_ATTACHMENT0, from, level, page);
        gl.copyTexSubImage3D(gl.TEXTURE_2D_ARRAY, level, 0, 0, page, 0, 0, SIDE >> level, SIDE >> level);
      }
    }
    gl.bindFramebuffer(target, bound);
    gl.deleteFramebuffer(frame);
  }

  private make(side: number, pages: number): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    this.bind(texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, PICTURE_LEVELS, gl.RGBA8, side, side, pages);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** Through three, which otherwise goes on believing that its own texture is bound. */
  private bind(texture: WebGLTexture): void {
    this.renderer.state.bindTexture(this.gl.TEXTURE_2D_ARRAY, texture);
  }
}
