import { Color, PerspectiveCamera, Scene, WebGLRenderer } from "three";
import type { Pose } from "../motion/pose";
import { Resolution } from "./resolution";
import { COLOUR, FIELD_OF_VIEW } from "./sizes";

/** Tangent of half the horizontal field of view that an upright screen should have. */
const NARROWEST_VIEW = 0.66;
const HIGHEST_FIELD_OF_VIEW = 90;

/** Milliseconds without motion after which the picture is sharpened. */
const STILL = 200;

/** CSS pixels: a board that is not higher than this is folded. */
const FOLDED = 90;

/** What one sees of the hall: vertical field of view in radians, width divided by height. */
export interface View {
  fieldOfView: number;
  aspect: number;
}

/** Shown in the page's corner while the resolution is lowered; null when it is not. */
export type ResolutionListener = (scale: number) => void;

function makeRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  try {
    return new WebGLRenderer({ canvas, antialias: true, powerPreference: "high-performance" });
  } catch (cause) {
    throw new Error(
      "Expected WebGL 2 to draw the hall with, but this browser gives none. Switch hardware acceleration on in its " +
        "settings, or use a current Chrome, Edge, Firefox or Safari.",
      { cause },
    );
  }
}

/** The canvas (as large as the page), the camera and the one loop that draws; frames are drawn only when something asked for one. */
export class Stage {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.08, 1500);
  readonly renderer: WebGLRenderer;
  /** Called before each frame with the seconds since the last one; true asks for another frame. */
  onFrame: (seconds: number) => boolean = () => false;
  onResolution: ResolutionListener = () => undefined;
  readonly #resolution = new Resolution();
  #requested = 0;
  #last = 0;
  #settling: ReturnType<typeof setTimeout> | null = null;
  #covered = { above: 0, left: 0, right: 0, below: 0 };
  #measure: () => void = () => undefined;
  #drawn: (() => void)[] = [];

  constructor(readonly canvas: HTMLCanvasElement) {
    this.renderer = makeRenderer(canvas);
    this.scene.background = new Color(COLOUR.ground); // a clear colour would be forgotten when the context is lost
    this.renderer.info.autoReset = true;
    new ResizeObserver(() => {
      this.resize();
    }).observe(canvas);
    this.resize();
  }

  /** Asks for a frame. Any number of requests give one frame. */
  request = (): void => {
    if (this.#requested === 0) this.#requested = requestAnimationFrame(this.#frame);
  };

  /** Resolves after the next frame has been drawn. */
  nextFrame(): Promise<void> {
    return new Promise((resolve) => {
      this.#drawn.push(resolve);
      this.request();
    });
  }

  setPose(pose: Pose): void {
    this.camera.position.set(pose.x, pose.y, pose.z);
    this.camera.rotation.set(pose.pitch, pose.yaw, 0, "YXZ");
    this.request();
  }

  /** Whether another frame is to come. */
  get busy(): boolean {
    return this.#requested !== 0 || this.#settling !== null;
  }

  /**
   * The hall is centred in what a bar above, a column at the right (on a narrow page: below) and hints leave free.
   *
   * @param board at the left; what lies over a narrow page, or is folded, covers nothing
   */
  keepClear(above: HTMLElement, side: HTMLElement, hints: HTMLElement, board: HTMLElement): void {
    this.#measure = () => {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      const bar = above.getBoundingClientRect();
      const column = side.getBoundingClientRect();
      const row = hints.getBoundingClientRect();
      const beside = column.width < width / 2;
      const left = board.getBoundingClientRect();
      const lowest = beside ? row : column;
      this.#covered = {
        above: bar.bottom,
        left: beside && left.height > FOLDED ? left.right : 0,
        right: beside ? width - column.left : 0,
        below: lowest.height > 0 ? height - lowest.top : 0,
      };
    };
    const observer = new ResizeObserver(() => {
      this.resize();
    });
    for (const covering of [above, side, hints, board]) observer.observe(covering);
    this.resize();
  }

  /** The free part of the view: its vertical field of view in radians, and its width divided by its height. */
  freeView(): View {
    this.#measure();
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { above, left, right, below } = this.#covered;
    const free = Math.max(1, height - above - below);
    const tangent = (Math.tan((this.#fieldOfView * Math.PI) / 360) * free) / height;
    return { fieldOfView: 2 * Math.atan(tangent), aspect: (width - left - right) / free };
  }

  /** Where the middle of the free part is on the page, in CSS pixels. */
  centre(): { x: number; y: number } {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { above, left, right, below } = this.#covered;
    return { x: (width + left - right) / 2, y: (height + above - below) / 2 };
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    this.#measure();
    const { above, left, right, below } = this.#covered;
    this.camera.aspect = width / height;
    this.camera.fov = this.#fieldOfView;
    this.camera.setViewOffset(width, height, (right - left) / 2, (below - above) / 2, width, height);
    this.renderer.setDrawingBufferSize(width, height, Math.min(2, window.devicePixelRatio));
    this.#applyResolution();
    this.request();
  }

  /** Vertical, in degrees: an upright screen looks further up and down, so that it also sees something beside it. */
  get #fieldOfView(): number {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const upright = (2 * Math.atan((NARROWEST_VIEW * height) / width) * 180) / Math.PI;
    return Math.max(FIELD_OF_VIEW, Math.min(HIGHEST_FIELD_OF_VIEW, upright));
  }

  readonly #frame = (now: number): void => {
    this.#requested = 0;
    const seconds = Math.min(0.1, (now - this.#last) / 1000);
    const moving = this.onFrame(this.#last === 0 ? 0 : seconds);
    if (moving) this.#move(now - this.#last);
    else this.#settle();
    this.#last = moving ? now : 0;
    this.renderer.render(this.scene, this.camera);
    if (moving) this.request();
    for (const resolve of this.#drawn.splice(0)) resolve();
  };

  #move(milliseconds: number): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = null;
    if (this.#resolution.frame(milliseconds, true)) this.#applyResolution();
  }

  /** Sharpens the picture when nothing has moved for a moment. */
  #settle(): void {
    if (this.#resolution.scale === 1) this.#resolution.frame(0, false);
    else
      this.#settling ??= setTimeout(() => {
        this.#settling = null;
        if (this.#resolution.frame(0, false)) this.#applyResolution();
        this.request();
      }, STILL);
  }

  /** A smaller part of the same buffer is drawn to and shown larger: a buffer of another size would make one wait. */
  #applyResolution(): void {
    const { scale } = this.#resolution;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.renderer.setViewport(0, 0, width * scale, height * scale);
    this.canvas.style.transform = scale === 1 ? "" : `scale(${1 / scale})`;
    this.onResolution(scale);
  }
}
